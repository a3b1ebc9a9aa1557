/** Looking after accounts. */
@NullMarked
package dev.latchkey.application.user;

import org.jspecify.annotations.NullMarked;
