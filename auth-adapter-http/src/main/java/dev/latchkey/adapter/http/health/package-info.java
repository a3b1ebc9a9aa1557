/** Whether the server is up, and what it is. */
@NullMarked
package dev.latchkey.adapter.http.health;

import org.jspecify.annotations.NullMarked;
