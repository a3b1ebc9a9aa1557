package dev.latchkey.adapter.http.page;

import java.time.Instant;

/**
 * A moment as a page tells it.
 *
 * @param iso for programs
 * @param words for people: day and time in UTC
 */
public record Moment(String iso, String words) {

  /** The moment in the language of these texts. */
  public static Moment of(Instant at, Texts texts) {
    return new Moment(at.toString(), texts.date("moment", at));
  }
}
