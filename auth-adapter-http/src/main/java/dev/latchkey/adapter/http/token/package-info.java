/** Tokens as clients see them. */
@NullMarked
package dev.latchkey.adapter.http.token;

import org.jspecify.annotations.NullMarked;
