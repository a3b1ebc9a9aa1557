/** The HTTP interface. Only {@code HttpModule} and {@code HttpConfig} are for others to use. */
@NullMarked
package dev.latchkey.adapter.http;

import org.jspecify.annotations.NullMarked;
