package dev.latchkey.adapter.http.user;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.application.user.UpdateProfile.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user says about himself. */
public final class UserRoutes implements RouteGroup {
  private static final String PROFILE = "/api/v1/users/profile";

  private final UpdateProfile updateProfile;

  public UserRoutes(UpdateProfile updateProfile) {
    this.updateProfile = updateProfile;
  }

  /** The whole profile: without a name, or with null, there is no name afterwards. */
  record ProfileRequest(@Nullable String name) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PROFILE)
            .access(Access.SIGNED_IN)
            .answers(200, UserResponse.class)
            .handle(this::show),
        Route.put(PROFILE)
            .access(Access.SIGNED_IN)
            .body(ProfileRequest.class)
            .answers(200, UserResponse.class)
            .problems(Problem.INVALID_FIELDS)
            .handle(this::change));
  }

  private void show(Exchange exchange) {
    exchange.json(200, UserResponse.of(exchange.caller().user()));
  }

  private void change(Exchange exchange, ProfileRequest request) {
    var user = exchange.caller().user().id();
    var command = new UpdateProfile.Command(user, request.name(), exchange.client());
    switch (updateProfile.handle(command)) {
      case Outcome.Updated(var updated) -> exchange.json(200, UserResponse.of(updated));
      case Outcome.NameRefused() -> exchange.invalid(List.of(FieldError.invalid("name")));
      case Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }
}
