/**
 * What an operator may set, as data: the loader, the documentation and the errors are made of it.
 */
@NullMarked
package dev.latchkey.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
