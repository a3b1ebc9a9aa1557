package dev.latchkey.bootstrap;

import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.notification.LocalInbox;
import dev.latchkey.domain.ratelimit.RateLimiter;
import java.net.URI;
import java.util.Optional;

/** A server that answers requests, until it is closed. */
public final class AuthServer implements AutoCloseable {
  private final AuthCore core;
  private final RateLimiter limiter;
  private final int port;
  private final URI baseUrl;

  AuthServer(AuthCore core, RateLimiter limiter, int port, URI baseUrl) {
    this.core = core;
    this.limiter = limiter;
    this.port = port;
    this.baseUrl = baseUrl;
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  /** The address that clients see. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** The same use-cases as plain Java calls. */
  public AuthUseCases auth() {
    return core.auth();
  }

  /** The mails that were kept here; empty when they go to a mail server. */
  public Optional<LocalInbox> inbox() {
    return core.modules().mail().inbox();
  }

  /** What counts its requests. */
  RateLimiter rateLimiter() {
    return limiter;
  }

  AuthCore core() {
    return core;
  }

  /**
   * Takes no new requests, answers those that it has, stops the worker, and closes everything; an
   * embedded PostgreSQL that this process owns too. Again is harmless.
   */
  @Override
  public void close() {
    core.close();
  }
}
