/** Saying that it was not oneself. */
@NullMarked
package dev.latchkey.adapter.http.notice;

import org.jspecify.annotations.NullMarked;
