/** Tests over a real port, with everything behind it in memory. */
@NullMarked
package dev.latchkey.adapter.http;

import org.jspecify.annotations.NullMarked;
