package dev.latchkey.adapter.device;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails as soon as more was read than there may be, skipped or not. */
final class Bounded extends FilterInputStream {
  private long left;

  Bounded(InputStream content, long most) {
    super(content);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    var read = super.read();
    return read < 0 ? read : counted(read, 1);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    var read = super.read(buffer, offset, length);
    return read < 0 ? read : counted(read, read);
  }

  @Override
  public long skip(long wanted) throws IOException {
    var skipped = super.skip(wanted);
    counted(0, skipped);
    return skipped;
  }

  private int counted(int answer, long read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new IOException("there is more in it than there may be");
    }
    return answer;
  }
}
