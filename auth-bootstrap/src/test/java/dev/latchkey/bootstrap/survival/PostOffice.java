package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Letter.Purpose;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A mail server that keeps what it gets, and can be stalled: then it takes calls and mails, and
 * says nothing.
 */
final class PostOffice implements AutoCloseable {
  private static final long PAUSE = 20_000_000L;

  private final Journal journal;
  private final ServerSocket listening;
  private final ExecutorService clerks = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
  private volatile boolean stalled;

  /** A mail, and the secret in it as its owner reads it. */
  private record Arrived(Letter letter, String secret) {
    @Override
    public String toString() {
      return letter.toString();
    }
  }

  private PostOffice(Journal journal, ServerSocket listening) {
    this.journal = journal;
    this.listening = listening;
  }

  static PostOffice open(Journal journal) throws IOException {
    var listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var office = new PostOffice(journal, listening);
    office.clerks.execute(office::listen);
    return office;
  }

  String url() {
    return "smtp://127.0.0.1:" + listening.getLocalPort();
  }

  void stall() {
    stalled = true;
  }

  void goOn() {
    stalled = false;
  }

  List<Letter> letters() {
    return arrived.stream().map(Arrived::letter).toList();
  }

  /** The secrets that were mailed to this address for this purpose, the newest last. */
  List<String> secrets(String to, Purpose purpose) {
    return arrived.stream()
        .filter(each -> each.letter().to().equals(to) && each.letter().is(purpose))
        .map(Arrived::secret)
        .toList();
  }

  private void listen() {
    while (!listening.isClosed()) {
      try {
        var call = listening.accept();
        clerks.execute(() -> serve(call));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket call) {
    try (call;
        var in =
            new BufferedReader(
                new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
      new Conversation(call, in).lead();
    } catch (IOException hungUp) {
      // Whoever sent it sends it again.
    }
  }

  /** What a client says, and what it is told. */
  private final class Conversation {
    private final Socket call;
    private final BufferedReader in;
    private String recipient = "";

    Conversation(Socket call, BufferedReader in) {
      this.call = call;
      this.in = in;
    }

    void lead() throws IOException {
      say("220 ready");
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        switch (line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
          case "RCPT" -> {
            recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
            say("250 ok");
          }
          case "DATA" -> {
            say("354 go on");
            keep(text());
            say("250 taken");
          }
          case "QUIT" -> {
            say("221 bye");
            return;
          }
          default -> say("250 ok");
        }
      }
    }

    private List<String> text() throws IOException {
      var lines = new ArrayList<String>();
      for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
        if (line == null) {
          throw new IOException("hung up in the middle of a mail");
        }
        lines.add(line);
      }
      return lines;
    }

    private void keep(List<String> lines) {
      var mail = Mail.read(lines);
      var secret = mail.secret();
      var letter =
          new Letter(recipient, journal.now(), mail.purpose(), secret.map(Digests::of).orElse(""));
      arrived.add(new Arrived(letter, secret.orElse("")));
    }

    /** Once it is not stalled. */
    private void say(String answer) throws IOException {
      while (stalled && !listening.isClosed()) {
        LockSupport.parkNanos(PAUSE);
      }
      call.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
  }

  /** Waits for nobody. */
  Optional<String> newest(String to, Purpose purpose) {
    return secrets(to, purpose).stream().reduce((first, later) -> later);
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    clerks.shutdownNow();
  }
}
