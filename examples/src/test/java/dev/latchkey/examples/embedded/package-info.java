@NullMarked
package dev.latchkey.examples.embedded;

import org.jspecify.annotations.NullMarked;
