/** The words of the pages. */
@NullMarked
package dev.latchkey.adapter.http.page;

import org.jspecify.annotations.NullMarked;
