package dev.latchkey.bootstrap.survival;

/** What a client knows of what became of an operation. */
sealed interface Outcome {

  /** Acknowledged: a 2xx was read to its end. */
  record Ok() implements Outcome {
    @Override
    public String toString() {
      return "ok";
    }
  }

  /**
   * Refused, with a reason: it did nothing that it asked for.
   *
   * @param status of a 4xx; 0 when it did not even leave, for want of a connection
   */
  record Refused(int status, String code) implements Outcome {
    static final Refused UNREACHED = new Refused(0, "unreached");

    @Override
    public String toString() {
      return "refused " + status + " " + code;
    }
  }

  /**
   * Nobody knows: it may have happened, may happen later, or never.
   *
   * @param status of a 5xx; 0 when there was no answer
   */
  record Unknown(int status, String why) implements Outcome {
    @Override
    public String toString() {
      return status == 0 ? "unknown, " + why : "unknown " + status + " " + why;
    }
  }
}
