/** The local inbox as a page. */
@NullMarked
package dev.latchkey.adapter.http.notification;

import org.jspecify.annotations.NullMarked;
