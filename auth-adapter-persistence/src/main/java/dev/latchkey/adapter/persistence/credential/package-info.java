/** Passwords and budgets of guesses in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.credential;

import org.jspecify.annotations.NullMarked;
