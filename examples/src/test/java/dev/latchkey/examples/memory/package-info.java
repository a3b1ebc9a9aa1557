@NullMarked
package dev.latchkey.examples.memory;

import org.jspecify.annotations.NullMarked;
