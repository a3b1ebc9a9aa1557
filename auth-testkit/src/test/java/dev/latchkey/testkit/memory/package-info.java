@NullMarked
package dev.latchkey.testkit.memory;

import org.jspecify.annotations.NullMarked;
