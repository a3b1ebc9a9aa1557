/** Tests of the persistence adapter, against a real PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence;

import org.jspecify.annotations.NullMarked;
