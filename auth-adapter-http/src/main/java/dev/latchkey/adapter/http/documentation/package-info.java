/** The interface as a document for programs, and as pages for people. */
@NullMarked
package dev.latchkey.adapter.http.documentation;

import org.jspecify.annotations.NullMarked;
