/** Another address for an account. */
@NullMarked
package dev.latchkey.application.address;

import org.jspecify.annotations.NullMarked;
