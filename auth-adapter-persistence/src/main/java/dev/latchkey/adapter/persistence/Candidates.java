package dev.latchkey.adapter.persistence;

import dev.latchkey.domain.verification.CodeDigest;
import java.util.List;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The digests of something that was presented, one for each key that may have made the stored one.
 * Part of the inside of this module.
 */
public final class Candidates {
  private Candidates() {}

  /** Binds {@code :keys} and {@code :digests}, two arrays to be unnested side by side. */
  public static <S extends SqlStatement<S>> S bind(S statement, List<CodeDigest> candidates) {
    return statement
        .bindArray("keys", String.class, candidates.stream().map(c -> c.key().value()).toList())
        .bindArray("digests", byte[].class, candidates.stream().map(CodeDigest::bytes).toList());
  }
}
