/** Time and chance that a test controls. */
@NullMarked
package dev.latchkey.testkit.time;

import org.jspecify.annotations.NullMarked;
