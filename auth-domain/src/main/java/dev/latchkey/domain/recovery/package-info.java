/** Getting back into an account that has no password, by the mailbox and after a delay. */
@NullMarked
package dev.latchkey.domain.recovery;

import org.jspecify.annotations.NullMarked;
