@NullMarked
package dev.latchkey.adapter.crypto;

import org.jspecify.annotations.NullMarked;
