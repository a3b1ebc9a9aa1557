package dev.latchkey.application.credential;

import dev.latchkey.domain.credential.PasswordCredentials;
import dev.latchkey.domain.user.UserId;
import java.util.Set;

/** Tells a user whether he has a password that signs him in. One that is frozen does not. */
public final class FindPassword {

  /** Whose. */
  public record Command(UserId user) {}

  private final PasswordCredentials passwords;

  public FindPassword(PasswordCredentials passwords) {
    this.passwords = passwords;
  }

  public boolean handle(Command command) {
    return passwords.hashesOf(Set.of(command.user())).containsKey(command.user());
  }
}
