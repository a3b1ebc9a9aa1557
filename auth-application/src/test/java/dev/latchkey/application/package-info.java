/** The use-cases on in-memory ports. */
@NullMarked
package dev.latchkey.application;

import org.jspecify.annotations.NullMarked;
