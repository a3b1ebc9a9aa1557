/** Servers for tests. */
@NullMarked
package dev.latchkey.bootstrap.testing;

import org.jspecify.annotations.NullMarked;
