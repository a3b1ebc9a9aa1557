@NullMarked
package dev.latchkey.testkit.time;

import org.jspecify.annotations.NullMarked;
