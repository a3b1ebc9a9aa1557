package dev.latchkey.adapter.http;

import dev.latchkey.domain.kernel.ClientContext;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells where a request came from: the peer, unless that is a proxy we trust; then the right-most
 * hop of {@code X-Forwarded-For} that is none. What cannot be read counts for nothing, and then it
 * is the peer.
 */
final class ClientContexts {
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)](?::[0-9]{1,5})?");
  private static final Pattern FOUR_WITH_PORT = Pattern.compile("([0-9.]+):[0-9]{1,5}");

  private final List<AddressRange> trusted;

  ClientContexts(List<String> trustedProxies) {
    trusted = trustedProxies.stream().flatMap(text -> AddressRange.parse(text).stream()).toList();
  }

  /**
   * @param forwardedFor the headers of that name, in their order
   */
  ClientContext of(
      String peer, List<String> forwardedFor, @Nullable String userAgent, String requestId) {
    return new ClientContext(client(peer, forwardedFor), userAgent, requestId);
  }

  private String client(String peer, List<String> forwardedFor) {
    return address(peer)
        .map(address -> isTrusted(address) ? behind(address, forwardedFor) : address)
        .map(InetAddress::getHostAddress)
        .orElse(peer);
  }

  private InetAddress behind(InetAddress proxy, List<String> forwardedFor) {
    var hops = Arrays.asList(String.join(",", forwardedFor).split(",", -1)).reversed();
    var last = proxy;
    for (var text : hops) {
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
    return AddressRange.address(withoutPort(text));
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
