/** Tests of leaving on PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.leaving;

import org.jspecify.annotations.NullMarked;
