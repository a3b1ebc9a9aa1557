/** Saying that it was not oneself. */
@NullMarked
package dev.latchkey.application.notice;

import org.jspecify.annotations.NullMarked;
