package dev.latchkey.adapter.http.audit;

import dev.latchkey.adapter.http.device.DeviceResponse;
import dev.latchkey.adapter.http.device.LocationResponse;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Slice;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.audit.ListActivity;
import dev.latchkey.application.audit.ListActivity.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an account, for its user. */
public final class ActivityRoutes implements RouteGroup {
  private final ListActivity listActivity;

  public ActivityRoutes(ListActivity listActivity) {
    this.listActivity = listActivity;
  }

  record ActivitiesResponse(List<ActivityResponse> items) {
    private static final ActivitiesResponse EXAMPLE =
        new ActivitiesResponse(List.of(ActivityResponse.EXAMPLE));
  }

  /** Something that happened; device and location are those of whoever asked for it. */
  record ActivityResponse(
      UUID id,
      @Told(
              "Such as `signed_in_with_passkey`, `wrong_password`, `password_changed`; more may come.")
          String kind,
      Instant at,
      @Told("Where it was asked for; null where nobody asked.") @Nullable String ip,
      @Nullable DeviceResponse device,
      @Nullable LocationResponse location) {
    private static final ActivityResponse EXAMPLE =
        new ActivityResponse(
            Examples.REQUEST,
            "signed_in_with_passkey",
            Examples.THEN,
            "203.0.113.7",
            DeviceResponse.EXAMPLE,
            LocationResponse.EXAMPLE);

    private static ActivityResponse of(Activity activity) {
      var client = activity.client();
      var told = activity.told();
      return new ActivityResponse(
          activity.id().value(),
          activity.kind().name().toLowerCase(Locale.ROOT),
          activity.at(),
          client.address(),
          told.map(it -> DeviceResponse.of(it.device(), client.userAgent())).orElse(null),
          told.map(it -> LocationResponse.of(it.place())).orElse(null));
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/v1/users/activity")
            .access(Access.SIGNED_IN)
            .summary(Chapter.USER, "See what happened to my account")
            .description(
                "The newest first: sign-ins, and tries of them, and whatever changed about signing"
                    + " in. Of all that is stored there is an export.")
            .parameters(Slice.LIMIT_PARAMETER)
            .answers(200, "The newest of it.", ActivitiesResponse.EXAMPLE)
            .problems(Problem.INVALID_FIELDS)
            .handle(this::list));
  }

  private void list(Exchange exchange) {
    var user = exchange.caller().user().id();
    var newest = listActivity.handle(new ListActivity.Command(user, Slice.limit(exchange)));
    exchange.json(200, new ActivitiesResponse(newest.stream().map(ActivityResponse::of).toList()));
  }
}
