/** Input that nobody thought of. */
@NullMarked
package dev.latchkey.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
