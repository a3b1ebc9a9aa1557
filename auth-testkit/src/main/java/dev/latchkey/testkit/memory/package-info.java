/** In-memory twins of the ports, held to the same contracts as the real adapters. */
@NullMarked
package dev.latchkey.testkit.memory;

import org.jspecify.annotations.NullMarked;
