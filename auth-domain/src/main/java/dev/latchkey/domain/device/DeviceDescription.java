package dev.latchkey.domain.device;

import dev.latchkey.domain.kernel.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What a device says it is; a client may say anything. Each part is null when it is not known, and
 * is short, printable text that whoever shows it must escape.
 *
 * @param browser name and version, {@code Firefox 150}; the cut user agent as it came, when nobody
 *     could read it yet
 * @param system {@code Windows 11}
 * @param type {@code desktop}, {@code phone}, {@code tablet} …
 */
public record DeviceDescription(
    @Nullable String browser, @Nullable String system, @Nullable String type) {
  private static final int LONGEST = 128;

  public DeviceDescription {
    browser = PrintableText.of(browser, LONGEST);
    system = PrintableText.of(system, LONGEST);
    type = PrintableText.of(type, LONGEST);
  }
}
