/** Tests of leaving over HTTP. */
@NullMarked
package dev.latchkey.adapter.http.leaving;

import org.jspecify.annotations.NullMarked;
