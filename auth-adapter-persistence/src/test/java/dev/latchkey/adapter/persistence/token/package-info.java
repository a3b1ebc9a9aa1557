/** Tests of signing keys in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.token;

import org.jspecify.annotations.NullMarked;
