package dev.latchkey.application.passkey;

import dev.latchkey.domain.passkey.CeremonyId;

/**
 * A ceremony that waits for its answer.
 *
 * @param options for the browser, as JSON
 */
public record Begun(CeremonyId ceremony, String options) {}
