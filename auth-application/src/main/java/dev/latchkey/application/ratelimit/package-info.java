/** How often things may be asked for: on this node alone, and while the shared count is away. */
@NullMarked
package dev.latchkey.application.ratelimit;

import org.jspecify.annotations.NullMarked;
