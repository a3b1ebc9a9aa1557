/** The rules of the house, as tests. */
@NullMarked
package dev.latchkey.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
