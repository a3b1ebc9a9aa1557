package dev.latchkey.application.registration;

import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.registration.RegistrationEvent.CodeRequested;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.Registrations;
import java.time.InstantSource;

/**
 * Asks for another code. The caller is never told whether there will be one: not that the
 * registration is over, nor that the last mail was a moment ago.
 */
public final class ResendRegistrationCode {

  /** For which registration. */
  public record Command(RegistrationId registration, ClientContext client) {}

  private final UnitOfWork unit;
  private final Registrations registrations;
  private final Outbox outbox;
  private final RegistrationPolicy policy;
  private final InstantSource time;

  public ResendRegistrationCode(
      UnitOfWork unit,
      Registrations registrations,
      Outbox outbox,
      RegistrationPolicy policy,
      InstantSource time) {
    this.unit = unit;
    this.registrations = registrations;
    this.outbox = outbox;
    this.policy = policy;
    this.time = time;
  }

  /** True when a mail will go out, which is for tests and operators, not for clients. */
  public boolean handle(Command command) {
    var now = time.instant();
    return unit.write(
        () -> {
          var granted =
              registrations.requestCode(command.registration(), policy.resendAfter(), now);
          if (granted) {
            outbox.append(new CodeRequested(command.registration(), now), command.client());
          }
          return granted;
        });
  }
}
