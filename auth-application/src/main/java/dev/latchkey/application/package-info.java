/** The use-cases of Latchkey, and how they are put together. */
@NullMarked
package dev.latchkey.application;

import org.jspecify.annotations.NullMarked;
