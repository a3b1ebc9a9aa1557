/** Moving in and out, line by line. */
@NullMarked
package dev.latchkey.bootstrap.transfer;

import org.jspecify.annotations.NullMarked;
