/** Latchkey in twenty lines, in memory. */
@NullMarked
package dev.latchkey.examples.memory;

import org.jspecify.annotations.NullMarked;
