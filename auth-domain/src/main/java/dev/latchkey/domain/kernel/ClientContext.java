package dev.latchkey.domain.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as far as we know: the client's address, its user agent, the id under
 * which the request is logged, what a browser says beside its agent, and which language it asks
 * for.
 *
 * <p>All of them are hints that a client may forge; nothing is decided by them. Each is cut at
 * {@value #LONGEST} characters, and what could break a line or turn its direction is gone, so that
 * it can be stored, logged and mailed.
 *
 * @param language that is asked for; of use for mails to addresses that nobody has, since whoever
 *     has an account has a language of his own
 */
public record ClientContext(
    @Nullable String address,
    @Nullable String userAgent,
    @Nullable String requestId,
    ClientHints hints,
    @Nullable Language language) {
  private static final int LONGEST = 512;

  public ClientContext {
    address = PrintableText.of(address, LONGEST);
    userAgent = PrintableText.of(userAgent, LONGEST);
    requestId = PrintableText.of(requestId, LONGEST);
  }

  /** From a client that asks for no language. */
  public ClientContext(
      @Nullable String address,
      @Nullable String userAgent,
      @Nullable String requestId,
      ClientHints hints) {
    this(address, userAgent, requestId, hints, null);
  }

  /** From a client that says nothing beside its agent. */
  public ClientContext(
      @Nullable String address, @Nullable String userAgent, @Nullable String requestId) {
    this(address, userAgent, requestId, ClientHints.none());
  }

  /** The same without what a browser says beside its agent, and without the language. */
  public ClientContext withoutHints() {
    return new ClientContext(address, userAgent, requestId);
  }

  /** For work that no request asked for: schedules, the command line. */
  public static ClientContext none() {
    return new ClientContext(null, null, null);
  }
}
