/** Short codes that prove an address, and how they are kept. */
@NullMarked
package dev.latchkey.domain.verification;

import org.jspecify.annotations.NullMarked;
