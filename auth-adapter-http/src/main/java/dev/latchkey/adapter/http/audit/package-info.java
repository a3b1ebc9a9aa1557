/** What happened to an account, over HTTP and on a page. */
@NullMarked
package dev.latchkey.adapter.http.audit;

import org.jspecify.annotations.NullMarked;
