/** Tests of changes of addresses in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.address;

import org.jspecify.annotations.NullMarked;
