package dev.latchkey.bootstrap.survival;

import java.net.URI;
import java.util.function.Supplier;

/** A server that clients may go to; where it listens may change when it is started again. */
record Door(String name, Supplier<URI> base) {}
