/** Keeps the pages for embedders what the sources say. */
@NullMarked
package dev.latchkey.examples.docs;

import org.jspecify.annotations.NullMarked;
