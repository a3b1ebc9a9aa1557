package dev.latchkey.domain.notice;

import dev.latchkey.domain.device.DeviceDescription;
import dev.latchkey.domain.device.Place;
import dev.latchkey.domain.kernel.ClientContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When something happened, and where it came from. All but the time is what a client said, or what
 * is guessed of it: whoever shows it shows it as text, and cut.
 *
 * @param place null when it is not known
 */
public record Happening(
    Instant at, ClientContext client, DeviceDescription device, @Nullable Place place) {}
