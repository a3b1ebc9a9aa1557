/** Passwords, their hashes, and the budgets that bound how often anybody may guess. */
@NullMarked
package dev.latchkey.domain.credential;

import org.jspecify.annotations.NullMarked;
