package dev.latchkey.bootstrap;

import dev.latchkey.adapter.crypto.CryptoModule;
import dev.latchkey.adapter.device.DeviceModule;
import dev.latchkey.adapter.mail.MailModule;
import dev.latchkey.adapter.persistence.PersistenceModule;
import dev.latchkey.application.AuthUseCases;
import java.util.ArrayList;

/**
 * All use-cases on real parts, without a way in over the network: for the command line, and for
 * programs that embed Latchkey.
 */
public final class AuthCore implements AutoCloseable {
  private final AuthUseCases auth;
  private final Modules modules;
  private final String database;
  private final ClosingStack stack;

  AuthCore(AuthUseCases auth, Modules modules, String database, ClosingStack stack) {
    this.auth = auth;
    this.modules = modules;
    this.database = database;
    this.stack = stack;
  }

  /** The adapters behind the ports. */
  record Modules(
      PersistenceModule persistence, CryptoModule crypto, MailModule mail, DeviceModule device) {}

  /** Everything that Latchkey can do. */
  public AuthUseCases auth() {
    return auth;
  }

  /** Starts to send mails and to do the upkeep in this process; once. */
  public void startWorker() {
    var tasks = new ArrayList<>(auth.recurringTasks());
    tasks.addAll(modules.device().recurringTasks());
    modules.persistence().startWorker(tasks);
  }

  /** Where the database is, without credentials. */
  String database() {
    return database;
  }

  Modules modules() {
    return modules;
  }

  ClosingStack stack() {
    return stack;
  }

  /** Closes everything that was opened, last things first. Again is harmless. */
  @Override
  public void close() {
    stack.close();
  }
}
