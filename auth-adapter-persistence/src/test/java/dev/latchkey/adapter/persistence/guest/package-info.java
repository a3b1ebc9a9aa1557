/** Latchkey in somebody else's database. */
@NullMarked
package dev.latchkey.adapter.persistence.guest;

import org.jspecify.annotations.NullMarked;
