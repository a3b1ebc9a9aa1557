/** Sign-up: from an address to an account, in the order in which a person does it. */
@NullMarked
package dev.latchkey.application.registration;

import org.jspecify.annotations.NullMarked;
