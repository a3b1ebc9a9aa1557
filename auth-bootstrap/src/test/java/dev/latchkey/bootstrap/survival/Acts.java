package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Web.Answer;

/**
 * Single operations of one client: each asks a server, writes down what came of it, and tells the
 * account what is known now.
 */
final class Acts {
  private static final String AUTH = "/api/v1/auth/";
  private static final String SESSIONS = "/api/v1/users/sessions";

  private final Web web;
  private final Scribe scribe;

  Acts(Web web, Scribe scribe) {
    this.web = web;
    this.scribe = scribe;
  }

  /** The registration; empty when it is not known whether there is one. */
  String register(Door door, String email, String password) {
    var answer =
        scribe.noted(
            Kind.REGISTER,
            email,
            Shown.NOTHING,
            () ->
                web.post(
                    door, AUTH + "register", Web.object("email", email, "password", password), ""),
            found -> new Gained(found.text("registration_id"), ""));
    return answer.text("registration_id");
  }

  void verify(Door door, Account account, String code) {
    var password = account.password();
    var answer =
        scribe.noted(
            Kind.VERIFY,
            account.email(),
            new Shown(Digests.of(code), "", account.registration(), Digests.of(password)),
            () ->
                web.post(
                    door,
                    AUTH + "verify-email",
                    Web.object("registration_id", account.registration(), "code", code),
                    ""),
            Scribe::session);
    if (answer.isOk()) {
      account.open(Held.of(answer));
      account.verify();
    }
  }

  void login(Door door, Account account, String password) {
    var answer =
        scribe.noted(
            Kind.LOGIN,
            account.email(),
            Shown.secret(Digests.of(password)),
            () ->
                web.post(
                    door,
                    AUTH + "login",
                    Web.object("email", account.email(), "password", password),
                    ""),
            Scribe::session);
    if (answer.isOk()) {
      account.verify();
      account.confirm(password);
      account.open(Held.of(answer));
    }
  }

  void me(Door door, Account account, Held held) {
    var access = account.access(held);
    var answer =
        scribe.noted(
            Kind.ME,
            account.email(),
            Shown.token(Digests.of(access), held.session()),
            () -> web.get(door, AUTH + "me", access),
            Scribe::nothing);
    buryRefused(account, held, answer);
  }

  void list(Door door, Account account, Held held) {
    var access = account.access(held);
    var answer =
        scribe.noted(
            Kind.LIST_SESSIONS,
            account.email(),
            Shown.token(Digests.of(access), held.session()),
            () -> web.get(door, SESSIONS, access),
            Scribe::nothing);
    buryRefused(account, held, answer);
  }

  void refresh(Door door, Account account, Held held, String token) {
    var answer =
        scribe.noted(
            Kind.REFRESH,
            account.email(),
            Shown.token(Digests.of(token), held.session()),
            () -> web.post(door, AUTH + "refresh", Web.object("refresh_token", token), ""),
            Scribe::session);
    if (answer.isOk()) {
      account.renew(held, token, answer.text("access_token"), answer.text("refresh_token"));
    }
    buryRefused(account, held, answer);
  }

  void changePassword(Door door, Account account, Held held, String wanted) {
    var access = account.access(held);
    var current = account.password();
    var answer =
        scribe.noted(
            Kind.CHANGE_PASSWORD,
            account.email(),
            Shown.token(Digests.of(current), held.session()).setting(Digests.of(wanted)),
            () ->
                web.post(
                    door,
                    AUTH + "password-change",
                    Web.object("current_password", current, "new_password", wanted),
                    access),
            Scribe::session);
    replaced(account, wanted, answer);
    if (answer.isOk()) {
      account.open(Held.of(answer));
    }
  }

  void requestReset(Door door, Account account) {
    scribe.noted(
        Kind.REQUEST_RESET,
        account.email(),
        Shown.NOTHING,
        () -> web.post(door, AUTH + "password-reset", Web.object("email", account.email()), ""),
        Scribe::nothing);
  }

  void resetPassword(Door door, Account account, String token, String wanted) {
    var answer =
        scribe.noted(
            Kind.RESET_PASSWORD,
            account.email(),
            Shown.secret(Digests.of(token)).setting(Digests.of(wanted)),
            () ->
                web.post(
                    door,
                    AUTH + "password-reset/complete",
                    Web.object("token", token, "password", wanted),
                    ""),
            Scribe::nothing);
    replaced(account, wanted, answer);
  }

  void logout(Door door, Account account, Held held) {
    var access = account.access(held);
    account.bury(held.session());
    scribe.noted(
        Kind.LOGOUT,
        account.email(),
        Shown.token(Digests.of(access), held.session()),
        () -> web.post(door, AUTH + "logout", Web.object(), access),
        Scribe::nothing);
  }

  void logoutAll(Door door, Account account, Held held) {
    var access = account.access(held);
    account.buryAllBut("");
    scribe.noted(
        Kind.LOGOUT_ALL,
        account.email(),
        Shown.token(Digests.of(access), held.session()),
        () -> web.post(door, AUTH + "logout-all", Web.object(), access),
        Scribe::nothing);
  }

  void end(Door door, Account account, Held held, Held other) {
    var access = account.access(held);
    account.bury(other.session());
    scribe.noted(
        Kind.END_SESSION,
        account.email(),
        Shown.token(Digests.of(access), held.session()).at(other.session()),
        () -> web.delete(door, SESSIONS + "/" + other.session(), access),
        Scribe::nothing);
  }

  private static void buryRefused(Account account, Held held, Answer answer) {
    if (answer.outcome() instanceof Outcome.Refused(var status, var code) && status == 401) {
      account.bury(held.session());
    }
  }

  private static void replaced(Account account, String wanted, Answer answer) {
    switch (answer.outcome()) {
      case Outcome.Ok() -> {
        account.replace(wanted);
        account.buryAllBut("");
      }
      case Outcome.Unknown unknown -> {
        account.doubt(wanted);
        account.buryAllBut("");
      }
      case Outcome.Refused refused -> {}
    }
  }
}
