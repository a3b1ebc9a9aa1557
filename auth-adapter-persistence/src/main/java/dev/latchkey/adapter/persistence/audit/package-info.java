/** The trail of what happened, and the upkeep of its partitions. */
@NullMarked
package dev.latchkey.adapter.persistence.audit;

import org.jspecify.annotations.NullMarked;
