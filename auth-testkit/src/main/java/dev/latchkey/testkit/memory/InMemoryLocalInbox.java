package dev.latchkey.testkit.memory;

import dev.latchkey.domain.notification.LocalInbox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A local inbox that a test fills. Safe for any number of threads. */
public final class InMemoryLocalInbox implements LocalInbox {
  private static final Comparator<Mail> NEWEST_FIRST =
      Comparator.comparing(Mail::sentAt).thenComparing(Mail::id).reversed();

  private final List<Mail> mails = new ArrayList<>();

  /** Puts a mail in; one of the same id is replaced. */
  public synchronized void put(Mail mail) {
    mails.removeIf(former -> former.id().equals(mail.id()));
    mails.add(mail);
  }

  @Override
  public synchronized List<Mail> newest(int limit) {
    return mails.stream().sorted(NEWEST_FIRST).limit(limit).toList();
  }
}
