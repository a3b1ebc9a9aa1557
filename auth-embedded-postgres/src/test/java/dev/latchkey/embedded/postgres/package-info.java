/** Real databases in folders below {@code target}. */
@NullMarked
package dev.latchkey.embedded.postgres;

import org.jspecify.annotations.NullMarked;
