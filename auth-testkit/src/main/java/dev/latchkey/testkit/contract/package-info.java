/** What every implementation of a port promises: one abstract test class for each. */
@NullMarked
package dev.latchkey.testkit.contract;

import org.jspecify.annotations.NullMarked;
