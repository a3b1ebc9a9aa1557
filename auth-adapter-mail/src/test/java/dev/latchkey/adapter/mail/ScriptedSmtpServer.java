package dev.latchkey.adapter.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that answers each command as the test says, and keeps every line it got. It accepts
 * everything unless told otherwise.
 */
final class ScriptedSmtpServer implements AutoCloseable {
  /** Instead of an answer: hang up. */
  static final String DROP = "";

  /** Key of the answer to the connection itself. */
  static final String GREETING = "(greeting)";

  /** Key of the answer to the end of the content. */
  static final String CONTENT = "(content)";

  private final ServerSocket listening;
  private final Thread serving;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final @Nullable SSLSocketFactory tls;

  private ScriptedSmtpServer(@Nullable SSLSocketFactory tls) throws IOException {
    this.tls = tls;
    listening = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
    serving = Thread.ofPlatform().daemon().start(this::serve);
  }

  static ScriptedSmtpServer plain() throws IOException {
    return new ScriptedSmtpServer(null);
  }

  static ScriptedSmtpServer withStarttls(SSLSocketFactory tls) throws IOException {
    return new ScriptedSmtpServer(tls);
  }

  int port() {
    return listening.getLocalPort();
  }

  ScriptedSmtpServer answering(String command, String answer) {
    answers.put(command, answer);
    return this;
  }

  /** All lines that clients sent, in order; those sent inside TLS begin with {@code (tls)}. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (var socket = listening.accept()) {
        new Conversation(socket).hold();
      } catch (IOException hungUp) {
        lines.add("(hung up)");
      }
    }
  }

  /** The port is open until whoever waits at it has woken: he may still take one connection. */
  @Override
  public void close() throws IOException {
    listening.close();
    try {
      serving.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private final class Conversation {
    private BufferedReader in;
    private OutputStream out;
    private Socket socket;

    Conversation(Socket socket) throws IOException {
      this.socket = socket;
      in = reader(socket);
      out = socket.getOutputStream();
    }

    void hold() throws IOException {
      var going = answer(GREETING, "220 scripted");
      for (var line = going ? in.readLine() : null; line != null; line = in.readLine()) {
        keep(line);
        if (!obey(line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT))) {
          return;
        }
      }
    }

    private void keep(String line) {
      lines.add(socket instanceof SSLSocket ? "(tls)" + line : line);
    }

    private boolean obey(String command) throws IOException {
      return switch (command) {
        case "EHLO" -> answer(command, ehlo());
        case "STARTTLS" -> answer(command, "220 go ahead") && secure();
        case "AUTH" -> answer(command, "235 welcome");
        case "DATA" -> answer(command, "354 go ahead") && content();
        case "QUIT" -> answer(command, "221 bye");
        default -> answer(command, "250 fine");
      };
    }

    private String ehlo() {
      var offer = tls != null && !(socket instanceof SSLSocket) ? "250-STARTTLS\r\n" : "";
      return "250-scripted\r\n" + offer + "250 AUTH PLAIN LOGIN";
    }

    private boolean secure() throws IOException {
      if (tls == null) {
        return false;
      }
      var secured = (SSLSocket) tls.createSocket(socket, null, socket.getPort(), false);
      secured.setUseClientMode(false);
      secured.startHandshake();
      socket = secured;
      in = reader(secured);
      out = secured.getOutputStream();
      return true;
    }

    private boolean content() throws IOException {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        keep(line);
        if (line.equals(".")) {
          return answer(CONTENT, "250 taken");
        }
      }
      return false;
    }

    /** Answers as the script says, else as usual. */
    private boolean answer(String command, String usual) throws IOException {
      var answer = answers.getOrDefault(command, usual);
      if (answer.equals(DROP)) {
        return false;
      }
      out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return true;
    }

    private BufferedReader reader(Socket of) throws IOException {
      return new BufferedReader(new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8));
    }
  }
}
