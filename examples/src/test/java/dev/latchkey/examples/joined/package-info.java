@NullMarked
package dev.latchkey.examples.joined;

import org.jspecify.annotations.NullMarked;
