/** Telling people what happened to their accounts. */
@NullMarked
package dev.latchkey.application.audit;

import org.jspecify.annotations.NullMarked;
