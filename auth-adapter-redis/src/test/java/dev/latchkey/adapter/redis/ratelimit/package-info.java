/** Moving windows on real servers. */
@NullMarked
package dev.latchkey.adapter.redis.ratelimit;

import org.jspecify.annotations.NullMarked;
