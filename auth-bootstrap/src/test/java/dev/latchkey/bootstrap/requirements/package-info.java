/** Which requirement is proven by which test. */
@NullMarked
package dev.latchkey.bootstrap.requirements;

import org.jspecify.annotations.NullMarked;
