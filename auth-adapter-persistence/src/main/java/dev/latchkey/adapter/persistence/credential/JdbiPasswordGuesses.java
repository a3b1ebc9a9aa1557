package dev.latchkey.adapter.persistence.credential;

import dev.latchkey.adapter.persistence.Database;
import dev.latchkey.adapter.persistence.Rows;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.credential.LockoutPolicy;
import dev.latchkey.domain.credential.PasswordGuesses;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.user.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Series of wrong passwords in the table {@code password_guess}, one row each. Counting is one
 * guarded statement: of several at the same moment, each sees what the one before has counted.
 */
public final class JdbiPasswordGuesses implements PasswordGuesses {
  /** Stands for all strangers. */
  private static final UUID NO_DEVICE = new UUID(0, 0);

  private final Database database;

  public JdbiPasswordGuesses(Database database) {
    this.database = database;
  }

  @Override
  public Try begin(Guesser guesser, LockoutPolicy policy, Instant now) {
    return database.call(
        "count a try at a password",
        handle ->
            of(guesser, handle.createQuery(COUNT))
                .bind("now", now)
                .bind("quiet", now.minus(policy.quiet()))
                .bind("told", now.minus(LockoutPolicy.BETWEEN_NOTICES))
                .bind("cap", policy.cap())
                .bind("burst", policy.burst())
                .bindArray("pauses", Long.class, pauses(policy))
                .map((row, context) -> answer(row, policy))
                .one());
  }

  /**
   * One statement, and one row written, whatever the answer: how long it takes tells nobody which
   * it was.
   */
  private static final String COUNT =
      """
      insert into password_guess as g (account, device, wrong, burst, last_at, answer, telling)
      values (:account, :device, 1, 1, :now, 'granted', false)
      on conflict (account, device) do update
         set (answer, wrong, burst, last_at, telling, told_at) = (
           select answer,
                  case answer when 'granted' then g.wrong + 1 else g.wrong end,
                  case when answer <> 'granted' then g.burst
                       when g.last_at <= :quiet then 1
                       else g.burst + 1 end,
                  case answer when 'granted' then greatest(g.last_at, :now) else g.last_at end,
                  telling,
                  case when telling then :now else g.told_at end
             from (select answer,
                          answer <> 'granted' and (g.told_at is null or g.told_at <= :told)
                            as telling
                     from (select case
                             when g.wrong >= :cap then 'capped'
                             when g.last_at <= :quiet
                               or g.burst < :burst
                               or g.last_at
                                  + (:pauses)[least(g.burst - :burst + 1, cardinality(:pauses))]
                                  * interval '1 microsecond' <= :now then 'granted'
                             else 'slowed' end as answer) as judged) as decided)
      returning answer, burst, last_at, telling
      """;

  private static Try answer(ResultSet row, LockoutPolicy policy) throws SQLException {
    return switch (row.getString("answer")) {
      case "granted" -> new Try.Granted();
      case "slowed" -> {
        var pause = policy.pauseAfter(row.getInt("burst"));
        yield new Try.Slowed(Rows.instant(row, "last_at").plus(pause), row.getBoolean("telling"));
      }
      case "capped" -> new Try.Capped(row.getBoolean("telling"));
      default -> throw new IllegalStateException("a try has three answers");
    };
  }

  private static List<Long> pauses(LockoutPolicy policy) {
    return policy.pauses().stream().map(JdbiPasswordGuesses::micros).toList();
  }

  private static long micros(Duration duration) {
    return Math.addExact(
        Math.multiplyExact(duration.toSeconds(), 1_000_000L), duration.toNanosPart() / 1000);
  }

  @Override
  public void forgive(Guesser guesser) {
    database.call(
        "end a series of tries",
        handle ->
            of(
                    guesser,
                    handle.createUpdate(
                        """
                        delete from password_guess
                         where account = :account and device = :device
                        """))
                .execute());
  }

  @Override
  public void forgiveAll(UserId user) {
    database.call(
        "end all series of tries",
        handle ->
            handle
                .createUpdate("delete from password_guess where account = :account")
                .bind("account", user.value())
                .execute());
  }

  @Override
  public int purge() {
    return database.call(
        "purge series of tries",
        handle ->
            handle
                .createUpdate(
                    """
                    delete from password_guess g
                     where g.device <> :strangers
                       and not exists (
                         select from known_device d
                          where d.user_id = g.account and d.id = g.device)
                    """)
                .bind("strangers", NO_DEVICE)
                .execute());
  }

  private static <S extends SqlStatement<S>> S of(Guesser guesser, S statement) {
    Optional<DeviceId> device = guesser.device();
    return statement
        .bind("account", guesser.account().key())
        .bind("device", device.map(DeviceId::value).orElse(NO_DEVICE));
  }
}
