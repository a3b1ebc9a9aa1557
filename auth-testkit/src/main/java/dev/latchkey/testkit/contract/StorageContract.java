package dev.latchkey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.Users.Addition;
import dev.latchkey.testkit.time.CountingIds;
import dev.latchkey.testkit.time.MutableTime;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/**
 * What all contracts about one storage have in common: they ask for the whole of it, since sessions
 * and passwords need users to belong to.
 *
 * <p>Every instant in these contracts has whole microseconds, as databases keep them.
 */
public abstract class StorageContract {
  protected final MutableTime time = MutableTime.somewhen();
  protected final CountingIds ids = new CountingIds();

  /** The storage under test, empty at the start of each test. */
  protected StoragePorts storage;

  /** A storage that holds nothing, and nobody subscribes to. Asked once before each test. */
  protected abstract StoragePorts ports();

  /**
   * The storage under test as another node sees it. Override wherever there can be several nodes.
   */
  protected StoragePorts anotherNode() {
    return storage;
  }

  @BeforeEach
  void ask_for_an_empty_storage() {
    storage = ports();
  }

  protected final Instant now() {
    return time.instant();
  }

  protected final <T> T inUnit(Supplier<T> work) {
    return storage.unit().write(work);
  }

  protected final void doInUnit(Runnable work) {
    inUnit(
        () -> {
          work.run();
          return true;
        });
  }

  /** Does the work in a unit that throws at its end. */
  protected final void undone(Runnable work) {
    var fault = new ArithmeticException("a bug");
    assertThatThrownBy(() -> inUnit(() -> failAfter(work, fault))).isSameAs(fault);
  }

  private static boolean failAfter(Runnable work, RuntimeException fault) {
    work.run();
    throw fault;
  }

  /** Adds a user that nobody stands in the way of. */
  protected final User added(User user) {
    assertThat(inUnit(() -> storage.users().add(user))).isEqualTo(new Addition.Added(user));
    return user;
  }

  protected static ClientContext nobody() {
    return ClientContext.none();
  }
}
