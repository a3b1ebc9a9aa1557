/** What every feature stands on: transactions, events, secrets, ids and the words for outages. */
@NullMarked
package dev.latchkey.domain.kernel;

import org.jspecify.annotations.NullMarked;
