/** The edges of the examples. */
@NullMarked
package dev.latchkey.examples.architecture;

import org.jspecify.annotations.NullMarked;
