/** Whole journeys over HTTP, on real parts. */
@NullMarked
package dev.latchkey.bootstrap.journeys;

import org.jspecify.annotations.NullMarked;
