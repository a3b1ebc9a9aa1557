/** How often things may be asked for, counted in Redis. */
@NullMarked
package dev.latchkey.adapter.redis.ratelimit;

import org.jspecify.annotations.NullMarked;
