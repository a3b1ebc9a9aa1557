package dev.latchkey.adapter.persistence.outbox;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the data of a task through as it is. Deliveries bring their own JSON, which is read where
 * it can fail like anything else about a delivery; the scheduler's default, Java serialisation,
 * would run code that data names.
 */
final class RawBytes implements Serializer {

  @Override
  public byte @Nullable [] serialize(@Nullable Object data) {
    return (byte[]) data;
  }

  @Override
  public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] data) {
    return type.cast(data);
  }
}
