package dev.latchkey.adapter.device;

import dev.latchkey.domain.device.DeviceDescriber;
import dev.latchkey.domain.device.IpLocator;
import dev.latchkey.domain.kernel.RecurringTask;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What is known of devices and places. Open, it has loaded nothing: that comes when somebody first
 * asks.
 */
public final class DeviceModule implements AutoCloseable {
  private final Optional<DeviceDescriber> describer;
  private final Optional<IpLocator> locator;
  private final Optional<DatabaseUpdate> update;

  private DeviceModule(
      Optional<DeviceDescriber> describer,
      Optional<IpLocator> locator,
      Optional<DatabaseUpdate> update) {
    this.describer = describer;
    this.locator = locator;
    this.update = update;
  }

  /** Reads no file and starts no thread. */
  public static DeviceModule open(DeviceConfig config, InstantSource time) {
    var places = config.places();
    return new DeviceModule(
        config.describes() ? Optional.of(YauaaDeviceDescriber.open(time)) : Optional.empty(),
        places.map(there -> new MaxMindIpLocator(there.database(), time)),
        places.flatMap(
            there ->
                there.updates().map(from -> DatabaseUpdate.open(there.database(), from, time))));
  }

  /** Empty where user agents are not to be read. */
  public Optional<DeviceDescriber> describer() {
    return describer;
  }

  /** Empty where no place is known. */
  public Optional<IpLocator> locator() {
    return locator;
  }

  /** To be given to a worker. */
  public List<RecurringTask> recurringTasks() {
    return update.map(DatabaseUpdate::task).stream().toList();
  }

  /** Breaks off a download that is under way. Closing twice is harmless. */
  @Override
  public void close() {
    update.ifPresent(DatabaseUpdate::close);
  }
}
