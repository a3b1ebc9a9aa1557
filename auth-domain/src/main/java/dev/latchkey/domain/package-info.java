/** The model, its policies, and the driven ports that adapters implement. */
@NullMarked
package dev.latchkey.domain;

import org.jspecify.annotations.NullMarked;
