package dev.latchkey.adapter.http.device;

import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.domain.device.DeviceDescription;
import org.jspecify.annotations.Nullable;

/** What a client says it is: a hint, which anybody may forge. */
public record DeviceResponse(
    @Told("Name and version; what the client sent, as long as nobody has read it.")
        @Nullable String browser,
    @Nullable String os,
    @Told("`desktop`, `phone`, `tablet` and the like.") @Nullable String type,
    @Told("As it was sent.") @Nullable String userAgent) {

  public static final DeviceResponse EXAMPLE =
      new DeviceResponse("Firefox 150", "Linux", "desktop", "Mozilla/5.0 (X11; Linux x86_64)");

  public static DeviceResponse of(DeviceDescription device, @Nullable String userAgent) {
    return new DeviceResponse(device.browser(), device.system(), device.type(), userAgent);
  }
}
