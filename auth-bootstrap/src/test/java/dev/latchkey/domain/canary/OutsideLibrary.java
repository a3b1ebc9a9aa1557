package dev.latchkey.domain.canary;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A domain class that knows a library. */
public record OutsideLibrary(ObjectMapper mapper) {}
