package dev.latchkey.adapter.http.routing;

import dev.latchkey.application.session.ResolveSession.Caller;

/** Who a request is from, as far as its credential tells. */
public sealed interface Identity {
  /** It carries no credential that we know how to read. */
  record Anonymous() implements Identity {}

  /** An access token whose session stands. */
  record SignedIn(Caller caller) implements Identity {}

  /** A token that is worth nothing. */
  record Refused() implements Identity {}
}
