/** Everything that is kept in PostgreSQL: the pool, the schema, transactions and repositories. */
@NullMarked
package dev.latchkey.adapter.persistence;

import org.jspecify.annotations.NullMarked;
