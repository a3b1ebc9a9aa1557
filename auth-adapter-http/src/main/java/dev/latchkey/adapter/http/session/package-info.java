/** Staying signed in, and signing out, over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.session;

import org.jspecify.annotations.NullMarked;
