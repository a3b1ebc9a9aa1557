/** Notices that were told or wait. Part of the inside. */
@NullMarked
package dev.latchkey.adapter.persistence.notice;

import org.jspecify.annotations.NullMarked;
