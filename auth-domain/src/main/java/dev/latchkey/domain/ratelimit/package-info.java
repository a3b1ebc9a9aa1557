/** How often things may be asked for, within a window of time that moves along. */
@NullMarked
package dev.latchkey.domain.ratelimit;

import org.jspecify.annotations.NullMarked;
