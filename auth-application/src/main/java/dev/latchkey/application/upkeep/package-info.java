/** What the house does on its own, and what an operator does by hand. */
@NullMarked
package dev.latchkey.application.upkeep;

import org.jspecify.annotations.NullMarked;
