/**
 * Password hashes that other systems made. Only checked, never made: whoever signs in gets a hash
 * of ours. Part of the inside of this module; {@link
 * dev.latchkey.adapter.crypto.foreign.ForeignHashes} is the table of what is known.
 */
@NullMarked
package dev.latchkey.adapter.crypto.foreign;

import org.jspecify.annotations.NullMarked;
