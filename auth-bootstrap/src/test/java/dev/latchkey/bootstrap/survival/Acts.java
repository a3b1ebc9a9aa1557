package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Operation.Span;
import dev.latchkey.bootstrap.survival.Web.Answer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Single operations of one client: each asks a server, writes down what came of it, and tells the
 * account what is known now.
 */
final class Acts {
  private static final String AUTH = "/api/v1/auth/";
  private static final String SESSIONS = "/api/v1/users/sessions";

  private final String client;
  private final Web web;
  private final Journal journal;

  Acts(String client, Web web, Journal journal) {
    this.client = client;
    this.web = web;
    this.journal = journal;
  }

  /** The registration; empty when it is not known whether there is one. */
  String register(Door door, String email, String password) {
    var answer =
        noted(
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
        noted(
            Kind.VERIFY,
            account.email(),
            new Shown(Digests.of(code), "", account.registration(), Digests.of(password)),
            () ->
                web.post(
                    door,
                    AUTH + "verify-email",
                    Web.object("registration_id", account.registration(), "code", code),
                    ""),
            Acts::session);
    if (answer.isOk()) {
      account.open(held(answer));
      account.verify();
    }
  }

  void login(Door door, Account account, String password) {
    var answer =
        noted(
            Kind.LOGIN,
            account.email(),
            Shown.secret(Digests.of(password)),
            () ->
                web.post(
                    door,
                    AUTH + "login",
                    Web.object("email", account.email(), "password", password),
                    ""),
            Acts::session);
    if (answer.isOk()) {
      account.verify();
      account.confirm(password);
      account.open(held(answer));
    }
  }

  void me(Door door, Account account, Held held) {
    var access = account.access(held);
    var answer =
        noted(
            Kind.ME,
            account.email(),
            Shown.token(Digests.of(access), held.session()),
            () -> web.get(door, AUTH + "me", access),
            nothing -> Gained.NOTHING);
    buryRefused(account, held, answer);
  }

  void list(Door door, Account account, Held held) {
    var access = account.access(held);
    var answer =
        noted(
            Kind.LIST_SESSIONS,
            account.email(),
            Shown.token(Digests.of(access), held.session()),
            () -> web.get(door, SESSIONS, access),
            nothing -> Gained.NOTHING);
    buryRefused(account, held, answer);
  }

  void refresh(Door door, Account account, Held held, String token) {
    var answer =
        noted(
            Kind.REFRESH,
            account.email(),
            Shown.token(Digests.of(token), held.session()),
            () -> web.post(door, AUTH + "refresh", Web.object("refresh_token", token), ""),
            Acts::session);
    if (answer.isOk()) {
      account.renew(held, token, answer.text("access_token"), answer.text("refresh_token"));
    }
    buryRefused(account, held, answer);
  }

  void changePassword(Door door, Account account, Held held, String wanted) {
    var access = account.access(held);
    var current = account.password();
    var answer =
        noted(
            Kind.CHANGE_PASSWORD,
            account.email(),
            Shown.token(Digests.of(current), held.session()).setting(Digests.of(wanted)),
            () ->
                web.post(
                    door,
                    AUTH + "password-change",
                    Web.object("current_password", current, "new_password", wanted),
                    access),
            Acts::session);
    replaced(account, wanted, answer);
    if (answer.isOk()) {
      account.open(held(answer));
    }
  }

  void requestReset(Door door, Account account) {
    noted(
        Kind.REQUEST_RESET,
        account.email(),
        Shown.NOTHING,
        () -> web.post(door, AUTH + "password-reset", Web.object("email", account.email()), ""),
        nothing -> Gained.NOTHING);
  }

  void resetPassword(Door door, Account account, String token, String wanted) {
    var answer =
        noted(
            Kind.RESET_PASSWORD,
            account.email(),
            Shown.secret(Digests.of(token)).setting(Digests.of(wanted)),
            () ->
                web.post(
                    door,
                    AUTH + "password-reset/complete",
                    Web.object("token", token, "password", wanted),
                    ""),
            nothing -> Gained.NOTHING);
    replaced(account, wanted, answer);
  }

  void logout(Door door, Account account, Held held) {
    var access = account.access(held);
    account.bury(held.session());
    noted(
        Kind.LOGOUT,
        account.email(),
        Shown.token(Digests.of(access), held.session()),
        () -> web.post(door, AUTH + "logout", Web.object(), access),
        nothing -> Gained.NOTHING);
  }

  void logoutAll(Door door, Account account, Held held) {
    var access = account.access(held);
    account.buryAllBut("");
    noted(
        Kind.LOGOUT_ALL,
        account.email(),
        Shown.token(Digests.of(access), held.session()),
        () -> web.post(door, AUTH + "logout-all", Web.object(), access),
        nothing -> Gained.NOTHING);
  }

  void end(Door door, Account account, Held held, Held other) {
    var access = account.access(held);
    account.bury(other.session());
    noted(
        Kind.END_SESSION,
        account.email(),
        Shown.token(Digests.of(access), held.session()).at(other.session()),
        () -> web.delete(door, SESSIONS + "/" + other.session(), access),
        nothing -> Gained.NOTHING);
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

  private static Gained session(Answer answer) {
    return new Gained(answer.text("session_id"), Digests.of(answer.text("refresh_token")));
  }

  private static Held held(Answer answer) {
    return new Held(
        answer.text("session_id"), answer.text("access_token"), answer.text("refresh_token"));
  }

  private Answer noted(
      Kind kind,
      String account,
      Shown shown,
      Supplier<Answer> request,
      Function<Answer, Gained> gained) {
    var start = journal.now();
    var answer = request.get();
    var span = new Span(start, journal.now());
    var got = answer.isOk() ? gained.apply(answer) : Gained.NOTHING;
    journal.add(new Journal.Entry(client, kind, account, span, answer.outcome(), shown, got));
    return answer;
  }
}
