/** Sign-up before there is a user: an address belongs to nobody until its owner proves it. */
@NullMarked
package dev.latchkey.domain.registration;

import org.jspecify.annotations.NullMarked;
