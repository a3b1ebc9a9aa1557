/** Wishes to be deleted, and what all tables hold about a person. Part of the inside. */
@NullMarked
package dev.latchkey.adapter.persistence.leaving;

import org.jspecify.annotations.NullMarked;
