package dev.latchkey.adapter.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a request came from.
 *
 * @param text for people
 * @param key by which limits tell clients apart. Whoever has an address of IPv6 has the 64 bits
 *     behind its network to himself, and as many addresses (RFC 6177): they are one client.
 */
record ClientAddress(String text, String key) {
  private static final int NETWORK_BYTES = 8;

  static ClientAddress of(InetAddress address) {
    var bare = withoutZone(address.getHostAddress());
    return new ClientAddress(bare, address instanceof Inet6Address six ? network(six) : bare);
  }

  /** For what has no address that we can read: it is its own key. */
  static ClientAddress unknown(String text) {
    return new ClientAddress(text, text);
  }

  /** Which of our own network cards it came in by is not part of an address (RFC 4007). */
  static String withoutZone(String text) {
    var zone = text.indexOf('%');
    return zone < 0 ? text : text.substring(0, zone);
  }

  private static String network(Inet6Address address) {
    var bytes = address.getAddress();
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
    } catch (UnknownHostException sixteenBytesAreAnAddress) {
      throw new IllegalStateException(sixteenBytesAreAnAddress);
    }
  }
}
