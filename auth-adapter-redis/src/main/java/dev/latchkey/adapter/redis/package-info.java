/** Redis: a count that all nodes share. Optional, and nothing is lost with it but counts. */
@NullMarked
package dev.latchkey.adapter.redis;

import org.jspecify.annotations.NullMarked;
