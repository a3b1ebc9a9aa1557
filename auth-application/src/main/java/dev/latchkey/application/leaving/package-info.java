/** Leaving: being deleted, and taking along what we know. */
@NullMarked
package dev.latchkey.application.leaving;

import org.jspecify.annotations.NullMarked;
