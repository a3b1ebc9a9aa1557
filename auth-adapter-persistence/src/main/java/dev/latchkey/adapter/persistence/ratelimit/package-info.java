/** Limits that all nodes share without anything but the database. */
@NullMarked
package dev.latchkey.adapter.persistence.ratelimit;

import org.jspecify.annotations.NullMarked;
