/** Getting back into an account that has no password. */
@NullMarked
package dev.latchkey.application.recovery;

import org.jspecify.annotations.NullMarked;
