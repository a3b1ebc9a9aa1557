package dev.latchkey.adapter.http.routing;

import java.util.Optional;

/** Shows problems to people: at routes that are pages, whoever asks for a page gets one. */
@FunctionalInterface
public interface ProblemPage {

  /** Under which it is found among the attributes of a request whose problems it shows. */
  String ATTRIBUTE = "dev.latchkey.problem-page";

  /** What is shown, and under which policy. */
  record Shown(String html, String contentSecurityPolicy) {}

  /**
   * The page of a problem.
   *
   * @param acceptLanguage what the reader's browser says of his languages
   */
  Shown show(ProblemReply problem, Optional<String> acceptLanguage, String requestId);
}
