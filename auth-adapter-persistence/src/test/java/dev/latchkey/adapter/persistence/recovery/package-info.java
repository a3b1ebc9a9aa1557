/** Tests of recoveries in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.recovery;

import org.jspecify.annotations.NullMarked;
