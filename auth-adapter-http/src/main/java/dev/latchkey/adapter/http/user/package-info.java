/** Looking at an account over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.user;

import org.jspecify.annotations.NullMarked;
