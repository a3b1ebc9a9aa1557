package dev.latchkey.adapter.crypto;

import dev.latchkey.domain.credential.BreachedPasswords;
import dev.latchkey.domain.credential.PlainPassword;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service that speaks the range protocol of Pwned Passwords: it is sent the first five of
 * the forty digits of a SHA-1, and answers with all that it knows to begin so. The answer is
 * padded, so that its length tells nothing on the way either.
 *
 * <p>Bounded in time, in the size of an answer, and in how many ask at once; redirects are not
 * followed. That nobody answers is logged once, until somebody does again.
 */
public final class RangeBreachedPasswords implements BreachedPasswords, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RangeBreachedPasswords.class);
  private static final int PREFIX = 5;
  private static final int OK = 200;
  private static final int AT_ONCE = 64;

  private final BreachConfig config;
  private final HttpClient client;
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final AtomicBoolean isAway = new AtomicBoolean();

  private RangeBreachedPasswords(BreachConfig config, HttpClient client) {
    this.config = config;
    this.client = client;
  }

  /** One that asks there. Nothing is sent before somebody asks. */
  public static RangeBreachedPasswords open(BreachConfig config) {
    var client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.patience())
            .build();
    return new RangeBreachedPasswords(config, client);
  }

  @Override
  public Finding find(PlainPassword password) {
    if (!places.tryAcquire()) {
      return Finding.UNANSWERED;
    }
    try {
      var digits = sha1(password);
      var range = new RangeAnswer(digits.substring(PREFIX));
      return noted(range.in(answer(digits.substring(0, PREFIX))));
    } catch (ExecutionException | TimeoutException | CancellationException noAnswer) {
      return noted(Finding.UNANSWERED);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Finding.UNANSWERED;
    } finally {
      places.release();
    }
  }

  /** Without the patience of {@code HttpRequest}, which ends when the body begins. */
  private String answer(String prefix)
      throws ExecutionException, TimeoutException, InterruptedException {
    var answer = client.sendAsync(request(prefix), this::body);
    try {
      return answer.get(config.patience().toMillis(), TimeUnit.MILLISECONDS).body();
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(String prefix) {
    return HttpRequest.newBuilder(URI.create(config.ranges() + "/" + prefix))
        .header("Add-Padding", "true")
        .header("User-Agent", "Latchkey")
        .build();
  }

  private HttpResponse.BodySubscriber<String> body(HttpResponse.ResponseInfo answered) {
    return answered.statusCode() == OK
        ? new BoundedText()
        : HttpResponse.BodySubscribers.replacing("");
  }

  private Finding noted(Finding finding) {
    if (finding == Finding.UNANSWERED) {
      if (!isAway.getAndSet(true)) {
        LOG.warn(
            "{} does not answer: new passwords are compared with our own list alone",
            config.ranges().getHost());
      }
    } else if (isAway.getAndSet(false)) {
      LOG.info("{} answers again", config.ranges().getHost());
    }
    return finding;
  }

  static String sha1(PlainPassword password) {
    try {
      // What the protocol speaks. Nothing is protected by it.
      var sha1 = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().withUpperCase().formatHex(sha1.digest(password.reveal()));
    } catch (NoSuchAlgorithmException everyJdkHasSha1) {
      throw new AssertionError(everyJdkHasSha1);
    }
  }

  /** Whoever still waits gets no answer. Closing twice is harmless. */
  @Override
  public void close() {
    client.shutdownNow();
  }
}
