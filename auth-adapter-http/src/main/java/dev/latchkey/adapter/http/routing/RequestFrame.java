package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.kernel.ClientContext;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is known of a request whatever becomes of it: its id, its client, and the template of the
 * route it was for, once that is clear. Enough to answer it and to log it.
 */
public final class RequestFrame {

  /** Under which a frame is found among the attributes of its request. */
  public static final String ATTRIBUTE = "dev.latchkey.frame";

  /** The route of a request that is no route's. */
  public static final String UNMATCHED = "unmatched";

  private final String id;
  private final ClientContext client;
  private final AtomicReference<String> route = new AtomicReference<>(UNMATCHED);

  public RequestFrame(String id, ClientContext client) {
    this.id = id;
    this.client = client;
  }

  /** The frame of a request that reached Javalin. */
  public static RequestFrame of(Context ctx) {
    return Objects.requireNonNull(ctx.attribute(ATTRIBUTE), "no frame");
  }

  public String id() {
    return id;
  }

  public ClientContext client() {
    return client;
  }

  public String route() {
    return route.get();
  }

  public void matched(String template) {
    route.set(template);
  }
}
