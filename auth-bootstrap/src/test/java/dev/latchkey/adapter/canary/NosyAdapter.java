package dev.latchkey.adapter.canary;

import dev.latchkey.application.AuthUseCases;

/** A driven adapter that calls a use-case. */
public record NosyAdapter(AuthUseCases useCases) {}
