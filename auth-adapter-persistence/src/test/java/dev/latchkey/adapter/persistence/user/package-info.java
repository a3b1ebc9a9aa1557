/** Tests of users in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.user;

import org.jspecify.annotations.NullMarked;
