/** Sessions: one row each, which is also their lock. */
@NullMarked
package dev.latchkey.domain.session;

import org.jspecify.annotations.NullMarked;
