/** Offenders on purpose: the architecture tests must notice them. */
@NullMarked
package dev.latchkey.application.canary;

import org.jspecify.annotations.NullMarked;
