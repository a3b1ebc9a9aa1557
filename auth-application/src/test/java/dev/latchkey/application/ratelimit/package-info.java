/** Limits on this node, and what happens while the shared count is away. */
@NullMarked
package dev.latchkey.application.ratelimit;

import org.jspecify.annotations.NullMarked;
