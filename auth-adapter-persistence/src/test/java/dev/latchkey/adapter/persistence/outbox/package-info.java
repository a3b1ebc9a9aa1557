@NullMarked
package dev.latchkey.adapter.persistence.outbox;

import org.jspecify.annotations.NullMarked;
