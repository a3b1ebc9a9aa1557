/** The trail of what happened, by whom and from where. */
@NullMarked
package dev.latchkey.domain.audit;

import org.jspecify.annotations.NullMarked;
