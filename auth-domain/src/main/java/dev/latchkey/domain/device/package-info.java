/** The devices from which users signed in before. */
@NullMarked
package dev.latchkey.domain.device;

import org.jspecify.annotations.NullMarked;
