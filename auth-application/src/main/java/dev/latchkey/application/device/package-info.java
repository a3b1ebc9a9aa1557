/** Seeing from which devices one signed in, and forgetting them. */
@NullMarked
package dev.latchkey.application.device;

import org.jspecify.annotations.NullMarked;
