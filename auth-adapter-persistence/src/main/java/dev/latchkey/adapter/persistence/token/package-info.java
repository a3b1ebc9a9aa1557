/** The keys that sign tokens, in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.token;

import org.jspecify.annotations.NullMarked;
