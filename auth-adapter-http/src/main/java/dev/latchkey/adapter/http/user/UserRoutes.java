package dev.latchkey.adapter.http.user;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.leaving.FindDeletion;
import dev.latchkey.application.recovery.FindRecovery;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.application.user.UpdateProfile.Fault;
import dev.latchkey.application.user.UpdateProfile.Outcome;
import dev.latchkey.domain.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user says about himself. */
public final class UserRoutes implements RouteGroup {
  private static final String PROFILE = "/api/v1/users/profile";

  private final UpdateProfile updateProfile;
  private final FindDeletion findDeletion;
  private final FindRecovery findRecovery;

  public UserRoutes(AuthUseCases auth) {
    updateProfile = auth.updateProfile();
    findDeletion = auth.findDeletion();
    findRecovery = auth.findRecovery();
  }

  /** The whole profile: what is not in it, or null, is not there afterwards. */
  record ProfileRequest(
      @Told("How the user is called; without one, nobody knows.") @Nullable String name,
      @Told(
              "In which language mails are written, as a tag of BCP 47; without one, or where there"
                  + " are no words in it, in that of the server.")
          @Nullable String language) {
    private static final ProfileRequest EXAMPLE =
        new ProfileRequest(Examples.NAME, Examples.LANGUAGE);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PROFILE)
            .access(Access.SIGNED_IN)
            .summary(Chapter.USER, "See my profile")
            .answers(200, "The profile.", ProfileResponse.EXAMPLE)
            .handle(this::show),
        Route.put(PROFILE)
            .access(Access.SIGNED_IN)
            .summary(Chapter.USER, "Replace my profile")
            .description("The body is the whole profile: what is not in it is gone afterwards.")
            .body(ProfileRequest.class, ProfileRequest.EXAMPLE)
            .answers(200, "The profile as it is now.", ProfileResponse.EXAMPLE)
            .problems(Problem.INVALID_FIELDS)
            .handle(this::change));
  }

  private void show(Exchange exchange) {
    exchange.json(200, profile(exchange.caller().user()));
  }

  private void change(Exchange exchange, ProfileRequest request) {
    var user = exchange.caller().user().id();
    var command =
        new UpdateProfile.Command(user, request.name(), request.language(), exchange.client());
    switch (updateProfile.handle(command)) {
      case Outcome.Updated(var updated) -> exchange.json(200, profile(updated));
      case Outcome.Refused(var faults) ->
          exchange.invalid(faults.stream().map(UserRoutes::error).toList());
      case Outcome.UnknownUser() -> exchange.problem(Problem.INVALID_TOKEN);
    }
  }

  private static FieldError error(Fault fault) {
    return switch (fault) {
      case NAME_INVALID -> FieldError.invalid("name");
      case LANGUAGE_INVALID -> FieldError.invalid("language");
    };
  }

  private ProfileResponse profile(User user) {
    return new ProfileResponse(
        UserResponse.of(user),
        findDeletion.of(user.id()).orElse(null),
        findRecovery.of(user.id()).orElse(null));
  }
}
