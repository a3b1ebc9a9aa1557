@NullMarked
package dev.latchkey.adapter.http.audit;

import org.jspecify.annotations.NullMarked;
