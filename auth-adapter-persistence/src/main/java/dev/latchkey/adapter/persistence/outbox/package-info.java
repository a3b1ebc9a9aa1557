/**
 * Events on their way: appended in the unit of work, delivered by workers, parked when all fails.
 */
@NullMarked
package dev.latchkey.adapter.persistence.outbox;

import org.jspecify.annotations.NullMarked;
