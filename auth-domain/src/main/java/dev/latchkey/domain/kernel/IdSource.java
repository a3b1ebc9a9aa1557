package dev.latchkey.domain.kernel;

import java.util.UUID;

/**
 * New identifiers. Ids are public: they identify and authorise nothing.
 *
 * <p>Never repeats itself, from any number of threads. Production ids are UUIDv7 (RFC 9562, section
 * 5.7), so that rows made together lie together in an index.
 */
public interface IdSource {

  UUID next();
}
