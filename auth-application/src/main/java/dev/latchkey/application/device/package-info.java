/** Remembering the devices from which people sign in, showing them, and forgetting them. */
@NullMarked
package dev.latchkey.application.device;

import org.jspecify.annotations.NullMarked;
