/** Leaving: being deleted, and taking along what we know. */
@NullMarked
package dev.latchkey.domain.leaving;

import org.jspecify.annotations.NullMarked;
