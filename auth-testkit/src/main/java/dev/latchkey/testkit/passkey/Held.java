package dev.latchkey.testkit.passkey;

import dev.latchkey.testkit.wire.CoseAlgorithm;
import java.security.KeyPair;
import java.util.concurrent.atomic.AtomicLong;

/** A passkey, with its private half and the count of its signatures. */
record Held(
    String relyingParty,
    String id,
    String userHandle,
    CoseAlgorithm algorithm,
    KeyPair keys,
    AtomicLong count) {}
