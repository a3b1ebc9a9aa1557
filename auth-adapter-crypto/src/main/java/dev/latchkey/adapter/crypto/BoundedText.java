package dev.latchkey.adapter.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A body of at most {@value #MOST} bytes, as ASCII; a longer one is a failure, and not read on. */
final class BoundedText implements BodySubscriber<String> {

  /** Five times what a padded range is. */
  static final int MOST = 256 * 1024;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  @Override
  public CompletionStage<String> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (var part : parts) {
      if (bytes.size() + part.remaining() > MOST) {
        giveUp();
        return;
      }
      var chunk = new byte[part.remaining()];
      part.get(chunk);
      bytes.writeBytes(chunk);
    }
  }

  private void giveUp() {
    if (subscription != null) {
      subscription.cancel();
    }
    text.completeExceptionally(new IOException("the body is too long"));
  }

  @Override
  public void onError(Throwable broken) {
    text.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    text.complete(bytes.toString(StandardCharsets.US_ASCII));
  }
}
