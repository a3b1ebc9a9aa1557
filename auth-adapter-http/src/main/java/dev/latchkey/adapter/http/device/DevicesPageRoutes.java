package dev.latchkey.adapter.http.device;

import dev.latchkey.adapter.http.page.Moment;
import dev.latchkey.adapter.http.page.News;
import dev.latchkey.adapter.http.page.Page;
import dev.latchkey.adapter.http.page.Room;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.application.device.ForgetDevice;
import dev.latchkey.application.device.ListDevices;
import dev.latchkey.application.device.ListDevices.Listed;
import dev.latchkey.domain.device.DeviceId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/** The page of the devices that are known to be a user's, where he can have one forgotten. */
public final class DevicesPageRoutes implements RouteGroup {
  private static final String PAGE = Room.DEVICES.path();
  private static final News NEWS = News.of("devices", "forgotten");

  private final ListDevices listDevices;
  private final ForgetDevice forgetDevice;
  private final Shell shell;
  private final Page page;

  public DevicesPageRoutes(ListDevices listDevices, ForgetDevice forgetDevice, Shell shell) {
    this.listDevices = listDevices;
    this.forgetDevice = forgetDevice;
    this.shell = shell;
    page = shell.page(DevicesPageRoutes.class, "devices.peb", Room.DEVICES);
  }

  record DeviceForgetForm(@NotNull String deviceId) {
    private static final DeviceForgetForm EXAMPLE =
        new DeviceForgetForm(Examples.DEVICE.toString());
  }

  /** A device as the template sees it. */
  public record Card(String id, boolean current, ClientWords client, Moment first, Moment last) {
    static Card of(Listed listed, Texts texts) {
      var device = listed.device();
      return new Card(
          device.id().value().toString(),
          listed.current(),
          ClientWords.of(listed.told(), device.client().address(), texts),
          Moment.of(device.firstSeen(), texts),
          Moment.of(device.lastSeen(), texts));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PAGE)
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Open the page of my devices")
            .answersReady("A page.", "text/html")
            .answers(303, "Whoever is not signed in is led to where he can be.")
            .handle(this::show),
        Route.post(PAGE + "/forget")
            .access(Access.SIGNED_IN)
            .summary(Chapter.PAGES, "Forget one of my devices on a page")
            .description("Another user's device is answered like one that never was.")
            .form(DeviceForgetForm.class, DeviceForgetForm.EXAMPLE)
            .answers(303, "There is no such device (any more); leads to the list.")
            .problems(Problem.INVALID_FIELDS)
            .handle(this::forget));
  }

  private void show(Exchange exchange) {
    var texts = shell.texts(exchange);
    var user = exchange.caller().user().id();
    var devices = listDevices.handle(new ListDevices.Command(user, exchange.devices()));
    page.show(
        exchange,
        Map.of(
            "devices",
            devices.stream().map(device -> Card.of(device, texts)).toList(),
            "said",
            NEWS.asked(exchange, texts)));
  }

  private void forget(Exchange exchange, DeviceForgetForm form) {
    var user = exchange.caller().user().id();
    UuidText.parse(form.deviceId())
        .map(DeviceId::new)
        .map(device -> new ForgetDevice.Command(user, device, exchange.client()))
        .ifPresent(forgetDevice::handle);
    exchange.redirect(shell.site().path(PAGE + "?said=forgotten"));
  }
}
