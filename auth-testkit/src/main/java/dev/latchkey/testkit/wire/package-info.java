/** The formats that browsers and authenticators speak, as far as tests need them. */
@NullMarked
package dev.latchkey.testkit.wire;

import org.jspecify.annotations.NullMarked;
