package dev.latchkey.examples.memory;

import dev.latchkey.application.AuthPolicies;
import dev.latchkey.application.AuthPorts;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.notification.Notification.RegistrationCode;
import dev.latchkey.testkit.memory.InMemoryStorage;
import dev.latchkey.testkit.memory.RecordingNotifier;
import dev.latchkey.testkit.memory.TestCrypto;
import java.time.InstantSource;

/** Signs somebody up and in, without a database, a mail server or a network. */
public final class InMemory {
  private InMemory() {}

  // begin: main
  public static void main(String[] arguments) {
    var time = InstantSource.system();
    var storage = new InMemoryStorage(time);
    var mails = new RecordingNotifier();
    var ports = new AuthPorts(storage.ports(), new TestCrypto().ports(), mails);
    var auth = AuthUseCases.assemble(ports, AuthPolicies.standard(), time);
    storage.connect(auth.subscribers());

    var email = "ada@example.com";
    var password = "correct horse battery staple";
    var client = ClientContext.none();
    var signUp = new StartRegistration.Command(email, password, "Ada", client);
    if (auth.startRegistration().handle(signUp)
        instanceof StartRegistration.Outcome.Started(var id, var until)) {
      storage.deliverAll();
      var mail = (RegistrationCode) mails.sent().getFirst().notification();
      var typed = new VerifyRegistration.Command(id, mail.code().reveal(), client);
      System.out.println(auth.verifyRegistration().handle(typed));
    }
    var signIn = new AuthenticateWithPassword.Command(email, password, client);
    System.out.println(auth.authenticateWithPassword().handle(signIn));
  }
  // end: main
}
