/** The link to Redis, on real servers that are killed, stopped and emptied. */
@NullMarked
package dev.latchkey.adapter.redis;

import org.jspecify.annotations.NullMarked;
