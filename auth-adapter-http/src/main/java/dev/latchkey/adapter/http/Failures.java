package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.ProblemException;
import dev.latchkey.adapter.http.routing.ProblemReply;
import dev.latchkey.adapter.http.routing.RequestFrame;
import dev.latchkey.domain.kernel.InfrastructureException;
import dev.latchkey.domain.kernel.OverloadedException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Turns what a handler threw into an answer. Outages and bugs are logged here, once, under the id
 * that the client is told, and the client is told nothing else.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  ProblemReply reply(Exception failure, RequestFrame frame) {
    return switch (failure) {
      case ProblemException refusal -> refusal.reply();
      case OverloadedException busy ->
          ProblemReply.of(Problem.OVERLOADED).retryAfter(busy.retryAfter());
      case InfrastructureException outage -> unavailable(outage, frame);
      case HttpException refused -> ProblemReply.of(Problem.ofStatus(refused.getCode()));
      default -> unexpected(failure, frame);
    };
  }

  private static ProblemReply unavailable(InfrastructureException outage, RequestFrame frame) {
    about(LOG.atWarn(), outage, frame).log("something we depend on does not answer");
    return ProblemReply.of(Problem.UNAVAILABLE);
  }

  private static ProblemReply unexpected(Exception bug, RequestFrame frame) {
    about(LOG.atError(), bug, frame).log("a request failed unexpectedly");
    return ProblemReply.of(Problem.INTERNAL_ERROR);
  }

  /** For what is no exception: out of memory, out of stack. Jetty's error handler answers. */
  static void error(HttpServletResponse response, Error error) {
    LOG.atError()
        .setCause(error)
        .addKeyValue("request_id", response.getHeader("X-Request-Id"))
        .log("a request failed unexpectedly");
    try {
      response.sendError(Problem.INTERNAL_ERROR.status());
    } catch (IOException clientIsGone) {
      LOG.debug("nobody is left to be told", clientIsGone);
    }
  }

  private static LoggingEventBuilder about(
      LoggingEventBuilder line, Exception failure, RequestFrame frame) {
    return line.setCause(failure)
        .addKeyValue("request_id", frame.id())
        .addKeyValue("route", frame.route());
  }
}
