/** Signing in over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.credential;

import org.jspecify.annotations.NullMarked;
