/** Another address for an account: wished for, proven, taken, and undone. */
@NullMarked
package dev.latchkey.domain.address;

import org.jspecify.annotations.NullMarked;
