/** An adapter, step by step. */
@NullMarked
package dev.latchkey.examples.adapter;

import org.jspecify.annotations.NullMarked;
