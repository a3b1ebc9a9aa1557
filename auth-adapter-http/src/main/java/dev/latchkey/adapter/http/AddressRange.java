package dev.latchkey.adapter.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One address or a range of them in CIDR notation. IPv4 addresses mapped into IPv6 are the IPv4
 * addresses they stand for. Nothing here ever asks a name server.
 */
record AddressRange(InetAddress network, int prefix) {
  private static final Pattern FOUR = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");
  private static final Pattern SIX = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

  static Optional<AddressRange> parse(String text) {
    var slash = text.indexOf('/');
    if (slash < 0) {
      return address(text).map(alone -> new AddressRange(alone, bits(alone)));
    }
    var prefix = text.substring(slash + 1);
    return PREFIX.matcher(prefix).matches()
        ? address(text.substring(0, slash))
            .map(network -> new AddressRange(network, Integer.parseInt(prefix)))
            .filter(range -> range.prefix <= bits(range.network))
        : Optional.empty();
  }

  /** An address as it is written; empty for anything else, names included. */
  static Optional<InetAddress> address(String text) {
    if (!FOUR.matcher(text).matches() && !SIX.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException notAnAddress) {
      return Optional.empty();
    }
  }

  private static int bits(InetAddress address) {
    return address.getAddress().length * Byte.SIZE;
  }

  boolean contains(InetAddress address) {
    var mine = network.getAddress();
    var other = address.getAddress();
    var whole = prefix / Byte.SIZE;
    return mine.length == other.length
        && Arrays.equals(mine, 0, whole, other, 0, whole)
        && restMatches(mine, other, whole);
  }

  private boolean restMatches(byte[] mine, byte[] other, int index) {
    var rest = prefix % Byte.SIZE;
    return rest == 0 || (((mine[index] ^ other[index]) & 0xff) >>> (Byte.SIZE - rest)) == 0;
  }
}
