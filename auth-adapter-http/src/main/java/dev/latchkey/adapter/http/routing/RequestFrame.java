package dev.latchkey.adapter.http.routing;

import dev.latchkey.domain.kernel.ClientContext;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

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
  private final String clientKey;
  private final AtomicReference<String> route = new AtomicReference<>(UNMATCHED);
  private final AtomicReference<@Nullable RateFields> rateFields = new AtomicReference<>();

  /**
   * @param clientKey by which limits tell clients apart
   */
  public RequestFrame(String id, ClientContext client, String clientKey) {
    this.id = id;
    this.client = client;
    this.clientKey = clientKey;
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

  /** By which limits tell clients apart: its address, or the network that it has to itself. */
  public String clientKey() {
    return clientKey;
  }

  public String route() {
    return route.get();
  }

  public void matched(String template) {
    route.set(template);
  }

  /** What a refusal for too many requests says from now on, whoever refuses. */
  public void refuseBy(RateFields fields) {
    rateFields.set(fields);
  }

  Optional<RateFields> rateFields() {
    return Optional.ofNullable(rateFields.get());
  }
}
