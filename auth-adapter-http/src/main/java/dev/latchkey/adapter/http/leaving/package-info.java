/** Leaving: being deleted, and taking along what we know. */
@NullMarked
package dev.latchkey.adapter.http.leaving;

import org.jspecify.annotations.NullMarked;
