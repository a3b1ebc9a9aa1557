package dev.latchkey.domain.notification;

import java.time.Instant;
import java.util.List;

/** The mails of a server that has no mail server: kept here, for its developer to read. */
public interface LocalInbox {

  /**
   * The newest mails first by time of sending, then by id, at most so many; empty when none was
   * sent. A mail of the same event replaces the one before.
   */
  List<Mail> newest(int limit);

  /** A mail as it would have been sent. Holds codes in the clear: local mode only. */
  record Mail(String id, String to, String subject, String text, String html, Instant sentAt) {
    @Override
    public String toString() {
      return "Mail[" + id + "]";
    }
  }
}
