@NullMarked
package dev.latchkey.verifier.internal;

import org.jspecify.annotations.NullMarked;
