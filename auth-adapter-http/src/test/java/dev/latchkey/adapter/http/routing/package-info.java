/** Tests of what only this package sees. */
@NullMarked
package dev.latchkey.adapter.http.routing;

import org.jspecify.annotations.NullMarked;
