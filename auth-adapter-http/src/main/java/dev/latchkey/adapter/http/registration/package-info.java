/** Signing up over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.registration;

import org.jspecify.annotations.NullMarked;
