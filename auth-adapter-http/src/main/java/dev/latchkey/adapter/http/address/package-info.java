/** Another address for an account, over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.address;

import org.jspecify.annotations.NullMarked;
