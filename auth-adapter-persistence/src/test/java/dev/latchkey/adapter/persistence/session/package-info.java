/** Tests of sessions in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.session;

import org.jspecify.annotations.NullMarked;
