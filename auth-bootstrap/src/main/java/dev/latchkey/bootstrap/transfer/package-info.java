/** Users as lines of JSON: how they move in, and how they move out. */
@NullMarked
package dev.latchkey.bootstrap.transfer;

import org.jspecify.annotations.NullMarked;
