package dev.latchkey.adapter.http.credential;

import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.domain.credential.PasswordPolicy.Fault;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a new password, as errors of the field that it came in. */
public final class PasswordErrors {
  private PasswordErrors() {}

  /** One for each fault, in their order. */
  public static Stream<FieldError> of(String field, List<Fault> faults) {
    return faults.stream().map(fault -> new FieldError(field, fault.code(), fault.advice()));
  }
}
