/** Signing in with a password. */
@NullMarked
package dev.latchkey.application.credential;

import org.jspecify.annotations.NullMarked;
