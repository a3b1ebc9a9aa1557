package dev.latchkey.adapter.device;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Writes a body as it comes; one that is longer than it may be is a failure, and not read on. */
final class BoundedCopy implements BodySubscriber<Void> {
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final OutputStream out;
  private long left;
  private Flow.@Nullable Subscription subscription;

  BoundedCopy(OutputStream out, long most) {
    this.out = out;
    this.left = most;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    begun.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    try {
      for (var part : parts) {
        write(part);
      }
      next();
    } catch (IOException broken) {
      giveUp(broken);
    }
  }

  private void write(ByteBuffer part) throws IOException {
    left -= part.remaining();
    if (left < 0) {
      throw new IOException("the answer is too long");
    }
    var chunk = new byte[part.remaining()];
    part.get(chunk);
    out.write(chunk);
  }

  private void next() {
    if (subscription != null) {
      subscription.request(1);
    }
  }

  private void giveUp(IOException broken) {
    if (subscription != null) {
      subscription.cancel();
    }
    end.completeExceptionally(broken);
  }

  @Override
  public void onError(Throwable broken) {
    end.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
