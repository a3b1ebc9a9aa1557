/**
 * What survives a kill: clients, a nemesis, and a checker that proves from what the clients were
 * told and from what the database holds that no promise was broken.
 */
@NullMarked
package dev.latchkey.bootstrap.survival;

import org.jspecify.annotations.NullMarked;
