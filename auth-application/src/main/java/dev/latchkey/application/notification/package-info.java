/** Telling people what happened. */
@NullMarked
package dev.latchkey.application.notification;

import org.jspecify.annotations.NullMarked;
