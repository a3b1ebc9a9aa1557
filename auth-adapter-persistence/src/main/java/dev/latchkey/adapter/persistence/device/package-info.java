/** Known devices in PostgreSQL. */
@NullMarked
package dev.latchkey.adapter.persistence.device;

import org.jspecify.annotations.NullMarked;
