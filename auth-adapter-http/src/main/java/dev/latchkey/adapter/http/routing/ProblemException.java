package dev.latchkey.adapter.http.routing;

/** Ends a request with a problem from where nothing can be answered. Carries no stack. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ProblemReply reply;

  public ProblemException(ProblemReply reply) {
    super(reply.problem().code(), null, false, false);
    this.reply = reply;
  }

  public ProblemReply reply() {
    return reply;
  }
}
