package dev.latchkey.adapter.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells where a request came from: the peer, unless that is a proxy we trust; then the right-most
 * hop of {@code Forwarded} or {@code X-Forwarded-For} that is none. What cannot be read counts for
 * nothing, and then it is the peer.
 *
 * <p>A request with both headers must tell one story. A proxy writes one of them and passes the
 * other on as it came: whichever we preferred, clients behind the other kind of proxy could write.
 */
final class ClientAddresses {
  private static final Pattern BRACKETED =
      Pattern.compile("\\[([^\\]]*)](?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]+))?");
  private static final Pattern FOUR_WITH_PORT =
      Pattern.compile("([0-9.]+):(?:[0-9]{1,5}|_[A-Za-z0-9._-]+)");

  private final List<AddressRange> trusted;

  ClientAddresses(List<String> trustedProxies) {
    trusted = trustedProxies.stream().flatMap(text -> AddressRange.parse(text).stream()).toList();
  }

  /**
   * @param forwarded the headers of that name (RFC 7239), in their order
   * @param forwardedFor those named X-Forwarded-For, in their order
   */
  ClientAddress of(String peer, List<String> forwarded, List<String> forwardedFor) {
    return address(peer)
        .map(address -> isTrusted(address) ? behind(address, forwarded, forwardedFor) : address)
        .map(ClientAddress::of)
        .orElseGet(() -> ClientAddress.unknown(peer));
  }

  private InetAddress behind(InetAddress proxy, List<String> forwarded, List<String> forwardedFor) {
    var byFor = client(proxy, listed(forwardedFor));
    if (forwarded.isEmpty()) {
      return byFor;
    }
    var byForwarded =
        ForwardedHeader.hops(forwarded).map(hops -> client(proxy, hops)).orElse(proxy);
    return forwardedFor.isEmpty() || byFor.equals(byForwarded) ? byForwarded : proxy;
  }

  private static List<String> listed(List<String> headers) {
    return headers.isEmpty() ? List.of() : Arrays.asList(String.join(",", headers).split(",", -1));
  }

  /** The last of the hops that is no proxy of ours. */
  private InetAddress client(InetAddress proxy, List<String> hops) {
    var last = proxy;
    for (var text : hops.reversed()) {
      var hop = address(text.strip());
      if (hop.isEmpty()) {
        return proxy;
      }
      last = hop.get();
      if (!isTrusted(last)) {
        return last;
      }
    }
    return last;
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static Optional<InetAddress> address(String text) {
    return AddressRange.address(ClientAddress.withoutZone(withoutPort(text)));
  }

  private static String withoutPort(String text) {
    var bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      return bracketed.group(1);
    }
    var four = FOUR_WITH_PORT.matcher(text);
    return four.matches() ? four.group(1) : text;
  }
}
