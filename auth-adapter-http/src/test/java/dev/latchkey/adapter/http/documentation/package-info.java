@NullMarked
package dev.latchkey.adapter.http.documentation;

import org.jspecify.annotations.NullMarked;
