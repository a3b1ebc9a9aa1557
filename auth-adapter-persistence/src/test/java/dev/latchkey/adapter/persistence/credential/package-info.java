/** Tests of passwords and budgets in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.credential;

import org.jspecify.annotations.NullMarked;
