@NullMarked
package dev.latchkey.adapter.persistence.audit;

import org.jspecify.annotations.NullMarked;
