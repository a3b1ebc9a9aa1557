/** Descriptions of devices, databases of places, and the stub of a server that has them. */
@NullMarked
package dev.latchkey.adapter.device;

import org.jspecify.annotations.NullMarked;
