package dev.latchkey.embedded.postgres;

import dev.latchkey.embedded.postgres.EmbeddedPostgres.Config;
import dev.latchkey.embedded.postgres.EmbeddedPostgres.Role;
import java.io.IOException;
import java.util.Optional;

/** The way from a folder to a database in use: own it and start or adopt, else join. */
final class Launch {
  private final Config config;
  private final Folder folder;
  private final Deadline deadline;

  private Launch(Config config, Folder folder) {
    this.config = config;
    this.folder = folder;
    this.deadline = Deadline.in(config.startTimeout());
  }

  static EmbeddedPostgres of(Config config) {
    Binaries.requirePlatform();
    try {
      return new Launch(config, Folder.prepare(config.folder())).run();
    } catch (IOException failed) {
      throw new EmbeddedPostgresException(
          "The folder " + config.folder() + " cannot be used: " + failed, failed);
    }
  }

  /** Asks for the lock again and again: an owner that is just ending leaves the folder to us. */
  private EmbeddedPostgres run() throws IOException {
    while (true) {
      var lock = OwnerLock.tryTake(folder.lock());
      if (lock.isPresent()) {
        return own(lock.get());
      }
      var ready = ready();
      if (ready.isPresent()) {
        return joined(ready.get());
      }
      deadline.pause(
          "Another process owns the database in " + folder.root() + " but it is not ready.");
    }
  }

  private Optional<Postmaster> ready() throws IOException {
    return Postmaster.of(folder.data()).filter(config::acceptedBy);
  }

  private EmbeddedPostgres joined(Postmaster running) throws IOException {
    Cluster.requireSameNames(folder, config);
    return database(running.port(), Role.JOINED, Owned.NOTHING);
  }

  private EmbeddedPostgres own(OwnerLock lock) throws IOException {
    var succeeded = false;
    try {
      var database = startOrAdopt(lock);
      succeeded = true;
      return database;
    } finally {
      if (!succeeded) {
        lock.release();
      }
    }
  }

  private EmbeddedPostgres startOrAdopt(OwnerLock lock) throws IOException {
    var binaries = Binaries.installIn(folder);
    var programs = Programs.in(binaries.home(), folder);
    var cluster = new Cluster(folder, config, binaries, programs);
    var server = new Server(folder, config, programs);
    cluster.requireSameMajor();
    return startOrAdopt(binaries, cluster, server, new Owned(server, lock));
  }

  private EmbeddedPostgres startOrAdopt(
      Binaries binaries, Cluster cluster, Server server, Owned owned) throws IOException {
    var adoptable = adoptable(server);
    if (adoptable.isPresent()) {
      return database(adoptable.get().port(), Role.ADOPTED, owned);
    }
    binaries.deleteOthers(folder);
    folder.deleteDrafts();
    Postmaster.forgetDead(folder.data());
    if (!folder.hasData()) {
      cluster.create();
    }
    Cluster.requireSameNames(folder, config);
    if (Password.read(folder).isEmpty()) {
      cluster.renewPassword();
    }
    return database(server.start(deadline), Role.STARTED, owned);
  }

  /** A database that its owner left behind, once it is ready; one we cannot use is ended. */
  private Optional<Postmaster> adoptable(Server server) throws IOException {
    var running = Postmaster.of(folder.data());
    while (running.isPresent()) {
      Cluster.requireSameNames(folder, config);
      if (Password.read(folder).isEmpty() || server.elsewhere(running.get().port())) {
        server.stop();
        return Optional.empty();
      }
      if (config.acceptedBy(running.get())) {
        return running;
      }
      deadline.pause("PostgreSQL already runs in " + folder.root() + " but it is not ready.");
      running = Postmaster.of(folder.data());
    }
    return Optional.empty();
  }

  private EmbeddedPostgres database(int port, Role role, Owned owned) throws IOException {
    var password = Password.read(folder);
    if (password.isEmpty()) {
      throw new EmbeddedPostgresException("The password is missing in " + folder.password());
    }
    return new EmbeddedPostgres(config, folder.root(), port, password.get(), role, owned);
  }
}
