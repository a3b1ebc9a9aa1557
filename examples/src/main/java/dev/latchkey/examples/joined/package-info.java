/** The embedder's customer and our account in one commit. */
@NullMarked
package dev.latchkey.examples.joined;

import org.jspecify.annotations.NullMarked;
