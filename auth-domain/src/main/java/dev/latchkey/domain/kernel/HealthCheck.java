package dev.latchkey.domain.kernel;

import java.util.function.BooleanSupplier;

/** Asks one dependency whether it answers; quick, and never throws. */
public record HealthCheck(String dependency, BooleanSupplier answers) {}
