/** What other systems' hashes are, and are not. */
@NullMarked
package dev.latchkey.adapter.crypto.foreign;

import org.jspecify.annotations.NullMarked;
