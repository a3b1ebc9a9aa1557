package dev.latchkey.adapter.http.passkey;

import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.FieldError;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Parameter;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.Told;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.application.passkey.BeginPasskeyRegistration;
import dev.latchkey.application.passkey.FinishPasskeyRegistration;
import dev.latchkey.application.passkey.ListPasskeys;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.application.passkey.RemovePasskey;
import dev.latchkey.application.passkey.RenamePasskey;
import dev.latchkey.domain.passkey.CeremonyId;
import dev.latchkey.domain.passkey.PasskeyId;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The passkeys that a user has: adding, listing, renaming and removing them. */
public final class PasskeyRoutes implements RouteGroup {
  private static final String PASSKEYS = "/api/v1/auth/passkeys";
  private static final String CONDITIONAL = "conditional";
  private static final Parameter ID =
      Parameter.id("id", "Of a passkey of the caller; any other is not found.");

  private final BeginPasskeyRegistration begin;
  private final FinishPasskeyRegistration finish;
  private final ListPasskeys list;
  private final RenamePasskey rename;
  private final RemovePasskey remove;
  private final CeremonyJson json = new CeremonyJson();

  public PasskeyRoutes(PasskeyUseCases passkeys) {
    begin = passkeys.beginRegistration();
    finish = passkeys.finishRegistration();
    list = passkeys.list();
    rename = passkeys.rename();
    remove = passkeys.remove();
  }

  record RegistrationOptionsRequest(
      @Told("conditional when the browser is to make it without asking, beside a sign-in.")
          @Nullable String mediation) {
    private static final RegistrationOptionsRequest EXAMPLE =
        new RegistrationOptionsRequest(CONDITIONAL);
  }

  record AddPasskeyRequest(
      @NotNull @Told(value = "As the options came with.", format = "uuid") String ceremonyId,
      @NotNull @Told("A RegistrationResponseJSON, as toJSON() writes it.")
          Map<String, Object> credential,
      @Told("What it is called; without one, what its authenticator is called.")
          @Nullable String name) {
    private static final AddPasskeyRequest EXAMPLE =
        new AddPasskeyRequest(Examples.CEREMONY.toString(), Examples.MADE_PASSKEY, "Laptop");

    @Override
    public String toString() {
      return "AddPasskeyRequest[redacted]";
    }
  }

  record RenamePasskeyRequest(@NotNull @Told("What it is called from now on.") String name) {
    private static final RenamePasskeyRequest EXAMPLE = new RenamePasskeyRequest("Old laptop");
  }

  @Override
  public List<Route> routes() {
    return List.of(beginning(), adding(), listing(), renaming(), removing());
  }

  private Route beginning() {
    return Route.post(PASSKEYS + "/registration-options")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PASSKEY, "Begin to add a passkey")
        .description("The options are good in this session alone.")
        .limits(Limits.CHANGE_PASSKEYS)
        .optionalBody(RegistrationOptionsRequest.class, RegistrationOptionsRequest.EXAMPLE)
        .answers(200, "Options for the browser.", CeremonyResponse.OF_CREATION)
        .problems(Problem.INVALID_FIELDS, Problem.TOO_MANY_PASSKEYS)
        .handle(this::begin);
  }

  private Route adding() {
    return Route.post(PASSKEYS)
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PASSKEY, "Add a passkey")
        .description(
            "One answer for each ceremony, right or wrong, from the session that began it. Nothing"
                + " that the caller is signed in with ends.")
        .limits(Limits.CHANGE_PASSKEYS)
        .body(AddPasskeyRequest.class, AddPasskeyRequest.EXAMPLE)
        .answers(201, "It signs its owner in from now on.", PasskeyResponse.EXAMPLE)
        .problems(
            Problem.INVALID_FIELDS,
            Problem.INVALID_PASSKEY,
            Problem.PASSKEY_TAKEN,
            Problem.TOO_MANY_PASSKEYS)
        .handle(this::add);
  }

  private Route listing() {
    return Route.get(PASSKEYS)
        .access(Access.SIGNED_IN)
        .summary(Chapter.PASSKEY, "List my passkeys")
        .answers(200, "All of them, the oldest first.", PasskeysResponse.EXAMPLE)
        .handle(this::list);
  }

  private Route renaming() {
    return Route.patch(PASSKEYS + "/{id}")
        .access(Access.SIGNED_IN)
        .summary(Chapter.PASSKEY, "Rename one of my passkeys")
        .parameters(ID)
        .body(RenamePasskeyRequest.class, RenamePasskeyRequest.EXAMPLE)
        .answers(200, "As it is now.", PasskeyResponse.EXAMPLE)
        .problems(Problem.INVALID_FIELDS, Problem.NOT_FOUND)
        .handle(this::rename);
  }

  private Route removing() {
    return Route.delete(PASSKEYS + "/{id}")
        .access(Access.FRESHLY_SIGNED_IN)
        .summary(Chapter.PASSKEY, "Remove one of my passkeys")
        .description(
            "Never the last way in: a password or another passkey must remain. Sessions go on.")
        .parameters(ID)
        .limits(Limits.CHANGE_PASSKEYS)
        .answers(204, "It signs nobody in any more.")
        .problems(Problem.NOT_FOUND, Problem.LAST_WAY_IN)
        .handle(this::remove);
  }

  private void begin(Exchange exchange, @Nullable RegistrationOptionsRequest request) {
    var mediation = request == null ? null : request.mediation();
    if (mediation != null && !mediation.equals(CONDITIONAL)) {
      exchange.invalid(List.of(FieldError.invalid("mediation")));
      return;
    }
    var command = new BeginPasskeyRegistration.Command(exchange.caller(), mediation != null);
    switch (begin.handle(command)) {
      case BeginPasskeyRegistration.Outcome.Started(var begun) ->
          CeremonyResponse.send(exchange, json, begun);
      case BeginPasskeyRegistration.Outcome.Full() -> exchange.problem(Problem.TOO_MANY_PASSKEYS);
    }
  }

  private void add(Exchange exchange, AddPasskeyRequest request) {
    var outcome =
        UuidText.parse(request.ceremonyId())
            .map(CeremonyId::new)
            .map(
                ceremony ->
                    new FinishPasskeyRegistration.Command(
                        exchange.caller(),
                        ceremony,
                        json.text(request.credential()),
                        request.name(),
                        exchange.client()))
            .map(finish::handle)
            .orElseGet(FinishPasskeyRegistration.Outcome.Refused::new);
    switch (outcome) {
      case FinishPasskeyRegistration.Outcome.Added(var passkey) ->
          exchange.json(201, PasskeyResponse.of(passkey));
      case FinishPasskeyRegistration.Outcome.NameInvalid() ->
          exchange.invalid(List.of(FieldError.invalid("name")));
      case FinishPasskeyRegistration.Outcome.Refused() -> exchange.problem(Problem.INVALID_PASSKEY);
      case FinishPasskeyRegistration.Outcome.Taken() -> exchange.problem(Problem.PASSKEY_TAKEN);
      case FinishPasskeyRegistration.Outcome.Full() -> exchange.problem(Problem.TOO_MANY_PASSKEYS);
    }
  }

  private void list(Exchange exchange) {
    var user = exchange.caller().user();
    exchange.json(200, PasskeysResponse.of(user, list.handle(new ListPasskeys.Command(user.id()))));
  }

  private void rename(Exchange exchange, RenamePasskeyRequest request) {
    var user = exchange.caller().user().id();
    var outcome =
        exchange
            .pathId("id")
            .map(PasskeyId::new)
            .map(id -> new RenamePasskey.Command(user, id, request.name(), exchange.client()))
            .map(rename::handle)
            .orElseGet(RenamePasskey.Outcome.Unknown::new);
    switch (outcome) {
      case RenamePasskey.Outcome.Renamed(var passkey) ->
          exchange.json(200, PasskeyResponse.of(passkey));
      case RenamePasskey.Outcome.NameInvalid() ->
          exchange.invalid(List.of(FieldError.invalid("name")));
      case RenamePasskey.Outcome.Unknown() -> exchange.problem(Problem.NOT_FOUND);
    }
  }

  private void remove(Exchange exchange) {
    var user = exchange.caller().user().id();
    var outcome =
        exchange
            .pathId("id")
            .map(PasskeyId::new)
            .map(id -> new RemovePasskey.Command(user, id, exchange.client()))
            .map(remove::handle)
            .orElseGet(RemovePasskey.Outcome.Unknown::new);
    switch (outcome) {
      case RemovePasskey.Outcome.Removed() -> exchange.noContent();
      case RemovePasskey.Outcome.LastWayIn() -> exchange.problem(Problem.LAST_WAY_IN);
      case RemovePasskey.Outcome.Unknown() -> exchange.problem(Problem.NOT_FOUND);
    }
  }
}
