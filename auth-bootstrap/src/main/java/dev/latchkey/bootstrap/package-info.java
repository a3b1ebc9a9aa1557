/** Puts all modules together: the server, its configuration, and the command line. */
@NullMarked
package dev.latchkey.bootstrap;

import org.jspecify.annotations.NullMarked;
