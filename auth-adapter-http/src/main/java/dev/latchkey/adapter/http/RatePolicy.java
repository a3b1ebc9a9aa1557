package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Quota;
import dev.latchkey.adapter.http.routing.RateFields;
import dev.latchkey.domain.ratelimit.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many requests are let through.
 *
 * @param enforced whether requests are counted at all; not to count is for local mode
 * @param everything the API-wide window of each client's address
 * @param operations the windows of single operations, by their names: {@code login.address}
 */
public record RatePolicy(
    boolean enforced, RateLimit everything, Map<String, RateLimit> operations) {
  private static final int A_MINUTE = 300;
  private static final String API = "api";

  public RatePolicy {
    operations = Map.copyOf(operations);
  }

  /** The defaults: 300 requests a minute from one address, and the table of the operations. */
  public static RatePolicy standard() {
    return new RatePolicy(
        true,
        everything(A_MINUTE),
        Limits.all().collect(Collectors.toMap(RateLimit::name, Function.identity())));
  }

  private static RateLimit everything(int limit) {
    return new RateLimit(API, limit, Duration.ofMinutes(1));
  }

  /** The names of the windows of operations, sorted. */
  public static List<String> operationNames() {
    return Limits.all().map(RateLimit::name).sorted().toList();
  }

  /** The same with so many requests a minute, all in all. */
  public RatePolicy perMinute(int limit) {
    return new RatePolicy(enforced, everything(limit), operations);
  }

  /**
   * The same with other numbers for one window of an operation.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public RatePolicy with(RateLimit limit) {
    if (!operations.containsKey(limit.name())) {
      throw new IllegalArgumentException("no limit has this name: " + limit.name());
    }
    var changed = new TreeMap<>(operations);
    changed.put(limit.name(), limit);
    return new RatePolicy(enforced, everything, changed);
  }

  /** The same, and nothing is counted. */
  public RatePolicy off() {
    return new RatePolicy(false, everything, operations);
  }

  /** One of the windows of an operation, with our numbers. */
  RateLimit of(Limits limits, Quota quota) {
    var standard = limits.standard(quota);
    return operations.getOrDefault(standard.name(), standard);
  }

  /** What a refusal says: the first window of the operation, whichever it was that refused. */
  RateFields fields(Limits limits) {
    return limits.quotas().stream()
        .findFirst()
        .map(first -> new RateFields(limits.id(), of(limits, first)))
        .orElseGet(() -> new RateFields("default", everything));
  }
}
