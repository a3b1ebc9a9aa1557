/** Limits in a real PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.ratelimit;

import org.jspecify.annotations.NullMarked;
