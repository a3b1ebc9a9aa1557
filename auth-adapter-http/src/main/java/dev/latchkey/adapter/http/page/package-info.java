/**
 * What all pages have in common: one layout, one style sheet, texts in several languages. A page
 * itself is beside the routes that show it. Not for use outside of this module.
 */
@NullMarked
package dev.latchkey.adapter.http.page;

import org.jspecify.annotations.NullMarked;
