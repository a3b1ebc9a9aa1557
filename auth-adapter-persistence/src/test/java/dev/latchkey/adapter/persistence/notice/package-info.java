/** Tests of notices on PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.notice;

import org.jspecify.annotations.NullMarked;
