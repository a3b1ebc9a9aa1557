package dev.latchkey.adapter.http;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** How Javalin and the Jetty below it are set: strict, bounded, and silent about themselves. */
final class JettySetup {
  private static final int REQUEST_HEADERS = 16 << 10;
  private static final int RESPONSE_HEADERS = 8 << 10;
  private static final Duration IDLE = Duration.ofSeconds(30);

  /** With the 50 of the JDK, a crowd that comes at once makes everybody wait a second or more. */
  private static final int ACCEPT_QUEUE = 1024;

  private static final UriCompliance STRICT =
      new UriCompliance("LATCHKEY", UriCompliance.NO_VIOLATION);

  private final HttpConfig config;
  private final RequestFrames frames;
  private final JettyProblems problems;

  JettySetup(HttpConfig config, RequestFrames frames, JettyProblems problems) {
    this.config = config;
    this.frames = frames;
    this.problems = problems;
  }

  void apply(JavalinConfig javalin) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.startup.startupWatcherEnabled = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.router.ignoreTrailingSlashes = false;
    javalin.router.javaLangErrorHandler(Failures::error);
    javalin.http.maxRequestSize = config.maxBodyBytes();
    // Compressed answers that hold both secrets and what a stranger chose give the secrets away.
    javalin.http.compressionStrategy = CompressionStrategy.NONE;
    javalin.jetty.modifyServer(this::server);
    javalin.jetty.modifyServletContextHandler(context -> context.setErrorHandler(problems));
    javalin.jetty.modifyHttpConfiguration(JettySetup::protocol);
    javalin.jetty.addConnector(this::connector);
  }

  private void server(Server server) {
    frames.setHandler(new GracefulHandler());
    server.setHandler(frames);
    server.setErrorHandler(problems);
    server.setRequestLog(new AccessLog(frames));
    server.setStopTimeout(config.drain().toMillis());
  }

  private static void protocol(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // RFC9110 lets a line end without a carriage return, which others may not take for an end.
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(STRICT);
    http.setRequestHeaderSize(REQUEST_HEADERS);
    http.setResponseHeaderSize(RESPONSE_HEADERS);
    http.setIdleTimeout(IDLE.toMillis());
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(config.host());
    connector.setPort(config.port());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(ACCEPT_QUEUE);
    connector.addBean(new SlowSenders(connector.getScheduler()));
    return connector;
  }
}
