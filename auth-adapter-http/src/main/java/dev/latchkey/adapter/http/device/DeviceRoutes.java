package dev.latchkey.adapter.http.device;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.device.ForgetDevice;
import dev.latchkey.application.device.ListDevices;
import dev.latchkey.application.device.ListDevices.Listed;
import dev.latchkey.domain.device.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The devices that are known to be a user's, and forgetting one. */
public final class DeviceRoutes implements RouteGroup {
  private static final String DEVICES = "/api/v1/users/devices";

  private final ListDevices listDevices;
  private final ForgetDevice forgetDevice;

  public DeviceRoutes(ListDevices listDevices, ForgetDevice forgetDevice) {
    this.listDevices = listDevices;
    this.forgetDevice = forgetDevice;
  }

  /** All of them: there are never many. */
  record DevicesResponse(List<KnownDeviceResponse> items) {
    private static final DevicesResponse EXAMPLE =
        new DevicesResponse(List.of(KnownDeviceResponse.EXAMPLE));
  }

  /**
   * A device that is known.
   *
   * @param device and location, as of the last time
   */
  record KnownDeviceResponse(
      UUID id,
      @Told("Whether it is the one that asks, by what it keeps.") boolean current,
      Instant firstSeen,
      @Told("When somebody last signed in there.") Instant lastSeen,
      DeviceResponse device,
      @Nullable LocationResponse location) {
    private static final KnownDeviceResponse EXAMPLE =
        new KnownDeviceResponse(
            Examples.DEVICE,
            true,
            Examples.BEFORE,
            Examples.THEN,
            DeviceResponse.EXAMPLE,
            LocationResponse.EXAMPLE);

    private static KnownDeviceResponse of(Listed listed) {
      var device = listed.device();
      return new KnownDeviceResponse(
          device.id().value(),
          listed.current(),
          device.firstSeen(),
          device.lastSeen(),
          DeviceResponse.of(listed.told().device(), device.client().userAgent()),
          LocationResponse.of(listed.told().place()));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(DEVICES)
            .access(Access.SIGNED_IN)
            .summary(Chapter.DEVICE, "List my devices")
            .answers(200, "Those that are known, the last seen first.", DevicesResponse.EXAMPLE)
            .handle(this::list),
        Route.delete(DEVICES + "/{id}")
            .access(Access.SIGNED_IN)
            .summary(Chapter.DEVICE, "Forget one of my devices")
            .description("Its sessions go on; they are ended one by one among the sessions.")
            .parameters(Parameter.id("id", "Of a device of the caller; any other is not found."))
            .answers(204, "It is a stranger from now on.")
            .problems(Problem.NOT_FOUND)
            .handle(this::forget));
  }

  private void list(Exchange exchange) {
    var user = exchange.caller().user().id();
    var devices = listDevices.handle(new ListDevices.Command(user, exchange.devices()));
    exchange.json(200, new DevicesResponse(devices.stream().map(KnownDeviceResponse::of).toList()));
  }

  /** Another user's device is answered like one that never was. */
  private void forget(Exchange exchange) {
    var id = exchange.pathId("id").map(DeviceId::new);
    if (id.isPresent() && isForgotten(exchange, id.get())) {
      exchange.noContent();
    } else {
      exchange.problem(Problem.NOT_FOUND);
    }
  }

  private boolean isForgotten(Exchange exchange, DeviceId id) {
    var user = exchange.caller().user().id();
    return forgetDevice.handle(new ForgetDevice.Command(user, id, exchange.client()));
  }
}
