package dev.latchkey.application.session;

import dev.latchkey.domain.session.StepUpPolicy;
import dev.latchkey.domain.token.AccessToken;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Tells whether somebody showed who he is a moment ago, as what cannot be taken back demands.
 * Judged by the access token itself, not by its session: a token that was issued before says what
 * was true then.
 */
public final class CheckFreshness {
  /** The access token that a request was let in with. */
  public record Command(AccessToken token) {}

  /** Whether the request may go on. */
  public sealed interface Outcome {
    record Fresh() implements Outcome {}

    /** He must sign in anew; and then be here within this time. */
    record Stale(Duration maxAge) implements Outcome {}
  }

  private final StepUpPolicy policy;
  private final InstantSource time;

  public CheckFreshness(StepUpPolicy policy, InstantSource time) {
    this.policy = policy;
    this.time = time;
  }

  public Outcome handle(Command command) {
    return policy.isFresh(command.token().proof().at(), time.instant())
        ? new Outcome.Fresh()
        : new Outcome.Stale(policy.maxAge());
  }
}
