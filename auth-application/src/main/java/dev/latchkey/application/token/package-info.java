/** What a client gets when it is signed in. */
@NullMarked
package dev.latchkey.application.token;

import org.jspecify.annotations.NullMarked;
