/** The devices from which a user signed in, over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.device;

import org.jspecify.annotations.NullMarked;
