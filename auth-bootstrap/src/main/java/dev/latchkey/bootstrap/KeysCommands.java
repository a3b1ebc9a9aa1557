package dev.latchkey.bootstrap;

import dev.latchkey.application.upkeep.RotateSigningKeys.Outcome;
import dev.latchkey.domain.kernel.KeyId;
import java.time.InstantSource;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks after the keys that sign access tokens. */
@Command(name = "keys", description = "Shows, rotates and revokes the keys that sign tokens.")
final class KeysCommands {
  private final Terminal terminal;
  private final Configuration configuration;

  KeysCommands(Terminal terminal, Configuration configuration) {
    this.terminal = terminal;
    this.configuration = configuration;
  }

  @Command(description = "Lists the keys, the newest first.")
  int list() {
    try (var core = open()) {
      var table = new Table("ID", "STATE", "SINCE", "CREATED");
      for (var key : core.auth().rotateSigningKeys().list()) {
        table.row(
            key.id().value(),
            key.state().name().toLowerCase(Locale.ROOT),
            key.since().toString(),
            key.createdAt().toString());
      }
      table.print(terminal.out());
      return 0;
    }
  }

  @Command(
      description = {
        "Announces the next key now, without waiting for the schedule.",
        "A worker activates it when every verifier has fetched it (JWKS_MAX_AGE)."
      })
  int rotate() {
    try (var core = open()) {
      var isAnnounced = core.auth().rotateSigningKeys().rotate();
      var answer =
          isAnnounced ? "The next key is announced." : "A key is announced already; it comes next.";
      terminal.out().println(answer);
      return 0;
    }
  }

  @Command(
      description = {
        "Revokes a key at once: tokens that it signed are refused by this server from now on,",
        "and by others when they fetch the keys again. Nobody has to sign in: clients renew."
      })
  int revoke(@Parameters(paramLabel = "ID", description = "As listed.") String id) {
    if (!KeyId.isKeyId(id)) {
      return unknown();
    }
    try (var core = open()) {
      return switch (core.auth().rotateSigningKeys().revoke(new KeyId(id))) {
        case Outcome.Revoked() -> {
          terminal.out().println("It is revoked.");
          yield 0;
        }
        case Outcome.Unchanged() -> unknown();
      };
    }
  }

  private int unknown() {
    terminal.err().println("There is no such key that is not revoked already.");
    return 1;
  }

  private AuthCore open() {
    return CompositionRoot.open(configuration.forCommand(), InstantSource.system());
  }
}
