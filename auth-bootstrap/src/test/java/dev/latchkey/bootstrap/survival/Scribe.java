package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Operation.Gained;
import dev.latchkey.bootstrap.survival.Operation.Shown;
import dev.latchkey.bootstrap.survival.Operation.Span;
import dev.latchkey.bootstrap.survival.Web.Answer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Writes down what one client does. */
record Scribe(String client, Journal journal) {

  /** Has it done, and writes down what came of it. */
  Answer noted(
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

  /** What whoever is signed in has got. */
  static Gained session(Answer answer) {
    return new Gained(answer.text("session_id"), Digests.of(answer.text("refresh_token")));
  }

  static Gained nothing(Answer answer) {
    return Gained.NOTHING;
  }
}
