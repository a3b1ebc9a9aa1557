/** Tests of the configuration. */
@NullMarked
package dev.latchkey.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
