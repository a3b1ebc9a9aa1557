/** Opening, checking, renewing and ending sessions. */
@NullMarked
package dev.latchkey.application.session;

import org.jspecify.annotations.NullMarked;
