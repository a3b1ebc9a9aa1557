/**
 * A real PostgreSQL that needs no set-up: started from binaries on the class path, with its data in
 * a folder, for this machine only.
 */
@NullMarked
package dev.latchkey.embedded.postgres;

import org.jspecify.annotations.NullMarked;
