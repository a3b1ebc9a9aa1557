package dev.latchkey.testkit.memory;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.PlainPassword;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows the breached passwords that it was told, and can be sent away. */
public final class InMemoryBreachedPasswords implements BreachedPasswords {
  private final Set<ByteBuffer> breached = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();

  /** From now on this one is breached. */
  public void add(PlainPassword password) {
    breached.add(ByteBuffer.wrap(password.reveal()));
  }

  /** From now on there is no answer. */
  public void beAway() {
    away.set(true);
  }

  /** How often somebody asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public Finding find(PlainPassword password) {
    asked.incrementAndGet();
    if (away.get()) {
      return Finding.UNANSWERED;
    }
    return breached.contains(ByteBuffer.wrap(password.reveal()))
        ? Finding.BREACHED
        : Finding.NOT_FOUND;
  }
}
