package dev.latchkey.verifier;

import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.verifier.internal.Cached;
import dev.latchkey.verifier.internal.VerifyingKey;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The address where an issuer publishes its keys. */
final class JwksEndpoint implements Cached.Source<Map<KeyId, VerifyingKey>> {
  /** The JDK's own: a resource server shall not inherit a logging library from us. */
  private static final System.Logger LOG = System.getLogger(JwksEndpoint.class.getName());

  private static final int OK = 200;

  private final VerifierConfig config;
  private final HttpClient client;
  private final HttpRequest request;

  JwksEndpoint(VerifierConfig config, HttpClient client) {
    this.config = config;
    this.client = client;
    this.request =
        HttpRequest.newBuilder(config.jwks())
            .timeout(config.fetching().timeout())
            .header("Accept", "application/jwk-set+json, application/json")
            .build();
  }

  @Override
  public Cached.Reading<Map<KeyId, VerifyingKey>> read(Instant now) {
    try {
      var answer = fetched();
      if (answer.statusCode() != OK) {
        throw new IOException("the answer was " + answer.statusCode());
      }
      var keys = PublishedKeys.parse(new String(answer.body(), StandardCharsets.UTF_8));
      return reading(keys, Freshness.of(answer.headers(), config.keeping()), now);
    } catch (IOException | ParseException away) {
      throw new InfrastructureException("fetching the keys from " + config.jwks(), away);
    }
  }

  private Cached.Reading<Map<KeyId, VerifyingKey>> reading(
      Map<KeyId, VerifyingKey> keys, Freshness freshness, Instant now) {
    var due = now.plus(freshness.lifetime());
    return new Cached.Reading<>(
        keys, now.plus(freshness.untilRefresh()), due, due.plus(config.keeping().whileAway()));
  }

  /** The client's own timeout ends with the headers; a body that drips must end too. */
  private HttpResponse<byte[]> fetched() throws IOException {
    var coming = client.sendAsync(request, head -> new BoundedBody(config.fetching().mostBytes()));
    try {
      return coming.get(config.fetching().timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new IOException("no answer", failed.getCause());
    } catch (TimeoutException late) {
      coming.cancel(true);
      throw new IOException("no answer in time", late);
    } catch (InterruptedException stop) {
      coming.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  @Override
  public void failed(InfrastructureException why) {
    LOG.log(System.Logger.Level.WARNING, "the keys cannot be fetched", why);
  }

  @Override
  public void recovered() {
    LOG.log(System.Logger.Level.INFO, "the keys can be fetched again");
  }
}
