/** Tests of registrations in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.registration;

import org.jspecify.annotations.NullMarked;
