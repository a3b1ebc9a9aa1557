package dev.latchkey.adapter.http.registration;

import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Shell.Navigation;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.application.registration.StartRegistration.Fault;
import dev.latchkey.domain.registration.RegistrationId;
import java.util.Map;
import java.util.Set;

/** What the pages of a sign-up say. */
final class SignUpPages {
  private final Shell shell;
  private final Page begin;
  private final Page code;
  private final Page finish;
  private final Page end;

  SignUpPages(Shell shell) {
    this.shell = shell;
    begin = page("sign-up.peb");
    code = page("code.peb");
    finish = page("finish.peb", "password.js", "strength.js", "passkey.js", "sign-up.js");
    end = page("sign-up-end.peb");
  }

  private Page page(String template, String... scripts) {
    return shell.page(SignUpPages.class, template, Navigation.FOR_ANYONE, scripts);
  }

  void ask(Exchange exchange) {
    begin.show(exchange, Map.of("email", "", "name", "", "emailFault", "", "nameFault", ""));
  }

  /** What was typed comes back, to be corrected. */
  void refuse(Exchange exchange, String email, String name, Set<Fault> faults) {
    begin.show(
        exchange,
        422,
        Map.of(
            "email",
            email,
            "name",
            name,
            "emailFault",
            fault(exchange, faults, Fault.EMAIL_INVALID, "sign-up.email-invalid"),
            "nameFault",
            fault(exchange, faults, Fault.NAME_INVALID, "sign-up.name-invalid")));
  }

  private String fault(Exchange exchange, Set<Fault> faults, Fault fault, String key) {
    return faults.contains(fault) ? shell.texts(exchange).say(key) : "";
  }

  /**
   * @param again whether another code was asked for
   */
  void askCode(Exchange exchange, boolean again) {
    var said = again ? shell.texts(exchange).say("code.again-said") : "";
    code.show(exchange, Map.of("said", said, "fault", ""));
  }

  void refuseCode(Exchange exchange) {
    var fault = shell.texts(exchange).say("code.invalid");
    code.show(exchange, 422, Map.of("said", "", "fault", fault));
  }

  void finish(Exchange exchange, int status, RegistrationId id, String fault) {
    finish.show(exchange, status, Map.of("registration", id.value().toString(), "fault", fault));
  }

  /** There is no sign-up to go on with. */
  void beginAnew(Exchange exchange, int status) {
    end(exchange, status, "sign-up.anew");
  }

  void alreadyRegistered(Exchange exchange) {
    end(exchange, 422, "sign-up.already");
  }

  private void end(Exchange exchange, int status, String key) {
    end.show(exchange, status, Map.of("said", shell.texts(exchange).say(key)));
  }
}
