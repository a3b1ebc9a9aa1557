package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;

/** Somebody whom nobody else disturbs, and who looks whether servers serve. */
final class Probe {
  static final String EMAIL = "probe@example.com";
  private static final String PASSWORD = "is-there-anybody-out-there-42";
  private static final String AUTH = "/api/v1/auth/";

  /** Longer than the promise, to tell late from never. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final long PAUSE = 50_000_000L;

  private final Web web;
  private final Journal journal;

  private Probe(Web web, Journal journal) {
    this.web = web;
    this.journal = journal;
  }

  /** With an account of its own. */
  static Probe settle(Door door, PostOffice office, Journal journal) throws IOException {
    var probe = new Probe(new Web(250), journal);
    var body = Web.object("email", EMAIL, "password", PASSWORD);
    var registration = probe.web.post(door, AUTH + "register", body, "").text("registration_id");
    var deadline = journal.now() + PATIENCE.toNanos();
    while (office.newest(EMAIL, Purpose.CODE).isEmpty() && journal.now() < deadline) {
      LockSupport.parkNanos(PAUSE);
    }
    var code = office.newest(EMAIL, Purpose.CODE).orElseThrow();
    var proof = Web.object("registration_id", registration, "code", code);
    if (!probe.web.post(door, AUTH + "verify-email", proof, "").isOk()) {
      throw new IllegalStateException("the probe has no account");
    }
    return probe;
  }

  /** When each of them had let the probe in and answered who it is; empty when that never was. */
  OptionalLong served(List<Door> doors) {
    var deadline = journal.now() + PATIENCE.toNanos();
    for (var door : doors) {
      while (!isServed(door)) {
        if (journal.now() > deadline) {
          return OptionalLong.empty();
        }
        LockSupport.parkNanos(PAUSE);
      }
    }
    return OptionalLong.of(journal.now());
  }

  private boolean isServed(Door door) {
    var body = Web.object("email", EMAIL, "password", PASSWORD);
    var in = web.post(door, AUTH + "login", body, "");
    if (!in.isOk()) {
      return false;
    }
    var token = in.text("access_token");
    return web.get(door, AUTH + "me", token).isOk()
        && web.post(door, AUTH + "logout", Web.object(), token).isOk();
  }
}
