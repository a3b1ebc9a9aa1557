/** Which browser, system and type of device a client is, and where. */
@NullMarked
package dev.latchkey.adapter.device;

import org.jspecify.annotations.NullMarked;
