/** Ties tests to the requirements that they prove. */
@NullMarked
package dev.latchkey.testkit.requirement;

import org.jspecify.annotations.NullMarked;
