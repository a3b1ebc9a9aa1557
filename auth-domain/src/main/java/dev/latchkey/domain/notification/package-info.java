/** What we tell people, apart from how it reaches them. */
@NullMarked
package dev.latchkey.domain.notification;

import org.jspecify.annotations.NullMarked;
