package dev.latchkey.domain.kernel;

import java.time.Duration;

/**
 * Upkeep that one of the workers does again and again, every so often, through restarts. At most
 * one worker runs it at a time; a failed run is simply followed by the next.
 */
public record RecurringTask(String name, Duration every, Runnable work) {}
