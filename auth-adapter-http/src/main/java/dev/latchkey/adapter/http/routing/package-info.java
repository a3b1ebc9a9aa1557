/**
 * What routes are made of, and how requests are read and answered. Not for use outside of this
 * module.
 */
@NullMarked
package dev.latchkey.adapter.http.routing;

import org.jspecify.annotations.NullMarked;
