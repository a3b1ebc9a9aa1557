package dev.latchkey.adapter.persistence.audit;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.domain.kernel.RecurringTask;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes the monthly partitions of the trail ahead of time. Nothing depends on it being in time: a
 * month without a partition goes into the default one.
 */
public final class AuditPartitions {
  private static final int MONTHS_AHEAD = 3;

  private final Database database;
  private final InstantSource time;

  public AuditPartitions(Database database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** Makes what is missing of this month and the next three; answers how many. */
  public int ensure() {
    return database.call(
        "make audit partitions",
        handle ->
            handle
                .createQuery("select latchkey_ensure_audit_partitions(:months, :now)")
                .bind("months", MONTHS_AHEAD)
                .bind("now", time.instant())
                .mapTo(Integer.class)
                .one());
  }

  /** {@link #ensure} every day. */
  public RecurringTask daily() {
    return new RecurringTask("audit-partitions", Duration.ofDays(1), this::ensure);
  }
}
