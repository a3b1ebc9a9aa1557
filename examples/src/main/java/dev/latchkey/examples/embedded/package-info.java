/** Latchkey inside a service that has its own DataSource. */
@NullMarked
package dev.latchkey.examples.embedded;

import org.jspecify.annotations.NullMarked;
