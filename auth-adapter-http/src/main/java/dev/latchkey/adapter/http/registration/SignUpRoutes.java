package dev.latchkey.adapter.http.registration;

import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.page.Site;
import dev.latchkey.adapter.http.page.Texts;
import dev.latchkey.adapter.http.routing.Access;
import dev.latchkey.adapter.http.routing.AccountKey;
import dev.latchkey.adapter.http.routing.AuthCookie;
import dev.latchkey.adapter.http.routing.Chapter;
import dev.latchkey.adapter.http.routing.Examples;
import dev.latchkey.adapter.http.routing.Exchange;
import dev.latchkey.adapter.http.routing.Limits;
import dev.latchkey.adapter.http.routing.Problem;
import dev.latchkey.adapter.http.routing.Route;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.routing.UuidText;
import dev.latchkey.adapter.http.token.TokenResponse;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.token.Tokens;
import dev.latchkey.domain.registration.RegistrationId;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pages of a sign-up: an address, the code that proves it, and a first way in. Which sign-up it
 * is, is in a cookie: no address of a page tells it, and none can put somebody into another's.
 */
public final class SignUpRoutes implements RouteGroup {
  private static final String PAGE = "/sign-up";
  private static final String CODE = "/sign-up/code";
  private static final String AGAIN = "/sign-up/again";
  private static final String FINISH = "/sign-up/finish";

  /** As long as a sign-up can take. */
  private static final Duration KEPT = Duration.ofHours(24);

  private final StartRegistration start;
  private final VerifyRegistration verify;
  private final ResendRegistrationCode resend;
  private final CompleteRegistration complete;
  private final Shell shell;
  private final Site site;
  private final SignUpPages pages;

  public SignUpRoutes(AuthUseCases auth, Shell shell) {
    start = auth.startRegistration();
    verify = auth.verifyRegistration();
    resend = auth.resendRegistrationCode();
    complete = auth.completeRegistration();
    this.shell = shell;
    site = shell.site();
    pages = new SignUpPages(shell);
  }

  record SignUpForm(@NotNull String email, @Nullable String name) {
    private static final SignUpForm EXAMPLE = new SignUpForm(Examples.EMAIL, Examples.NAME);
  }

  record CodeForm(@NotNull String code) {
    private static final CodeForm EXAMPLE = new CodeForm(Examples.DIGITS);

    @Override
    public String toString() {
      return "CodeForm[redacted]";
    }
  }

  /**
   * The button for another code.
   *
   * @param again pressed
   */
  record AgainForm(@NotNull String again) {
    private static final AgainForm EXAMPLE = new AgainForm("yes");
  }

  record FirstPasswordForm(@NotNull String password) {
    private static final FirstPasswordForm EXAMPLE = new FirstPasswordForm(Examples.PASSWORD);

    @Override
    public String toString() {
      return "FirstPasswordForm[redacted]";
    }
  }

  @Override
  public List<Route> routes() {
    return List.of(
        opening(PAGE, "Open the page where one signs up", pages::ask),
        starting(),
        opening(CODE, "Open the page that takes the code", this::showCode),
        verifying(),
        resending(),
        opening(FINISH, "Open the page for a first way in", this::showFinish),
        completing());
  }

  private static Route opening(String path, String summary, Route.Handler handler) {
    return Route.get(path)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, summary)
        .answersReady("A page.", "text/html")
        .handle(handler);
  }

  private Route starting() {
    return Route.post(PAGE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Sign up on that page")
        .description("The answer is the same whether or not the address has an account.")
        .limits(Limits.REGISTER)
        .form(SignUpForm.class, SignUpForm.EXAMPLE)
        .about(form -> AccountKey.ofAddress(form.email()))
        .answers(303, "There will be a mail; leads to the page that takes its code.")
        .answersReady(422, "The page again: something is not valid.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::start);
  }

  private Route verifying() {
    return Route.post(CODE)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Prove the address on a page")
        .issuesSecrets()
        .limits(Limits.VERIFY)
        .form(CodeForm.class, CodeForm.EXAMPLE)
        .about(form -> Optional.empty())
        .answers(303, "The address is proven; leads on.")
        .answersReady(
            422, "A page: the code is not valid, or the address has an account.", "text/html")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::verify);
  }

  private Route resending() {
    return Route.post(AGAIN)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Ask for another code on a page")
        .limits(Limits.RESEND)
        .form(AgainForm.class, AgainForm.EXAMPLE)
        .about(form -> Optional.empty())
        .answers(303, "There will be a mail, if there can be one.")
        .problems(Problem.INVALID_FIELDS)
        .handle(this::resend);
  }

  private Route completing() {
    return Route.post(FINISH)
        .access(Access.ANYONE)
        .summary(Chapter.PAGES, "Complete a sign-up with a password on a page")
        .issuesSecrets()
        .takes(AuthCookie.CONTINUATION)
        .limits(Limits.COMPLETE_REGISTRATION)
        .form(FirstPasswordForm.class, FirstPasswordForm.EXAMPLE)
        .about(form -> Optional.empty())
        .answers(303, "The account is made, and signed in.")
        .answersReady(422, "A page: something is not valid, or too late.", "text/html")
        .problems(Problem.INVALID_FIELDS, Problem.OVERLOADED)
        .handle(this::complete);
  }

  private void start(Exchange exchange, SignUpForm form) {
    var name = form.name() == null || form.name().isBlank() ? null : form.name();
    var command = new StartRegistration.Command(form.email(), null, name, exchange.client());
    switch (start.handle(command)) {
      case StartRegistration.Outcome.Started(var id, var expiresAt) -> {
        exchange.setCookie(AuthCookie.REGISTRATION, id.value().toString(), KEPT);
        exchange.redirect(site.path(CODE));
      }
      case StartRegistration.Outcome.Refused(var faults, var none) ->
          pages.refuse(exchange, form.email(), String.valueOf(form.name()), faults);
    }
  }

  private void showCode(Exchange exchange) {
    if (registration(exchange).isPresent()) {
      pages.askCode(exchange, exchange.query("said").equals(Optional.of("again")));
    } else {
      pages.beginAnew(exchange, 200);
    }
  }

  private void verify(Exchange exchange, CodeForm form) {
    var id = counted(exchange);
    if (id.isEmpty()) {
      pages.beginAnew(exchange, 422);
      return;
    }
    var command = new VerifyRegistration.Command(id.get(), form.code(), exchange.client());
    switch (verify.handle(command)) {
      case VerifyRegistration.Outcome.SignedIn(var tokens) -> signedIn(exchange, tokens);
      case VerifyRegistration.Outcome.Continue(var same, var continuation, var life) -> {
        exchange.setCookie(AuthCookie.CONTINUATION, continuation.reveal(), life);
        exchange.redirect(site.path(FINISH));
      }
      case VerifyRegistration.Outcome.AlreadyRegistered() -> alreadyRegistered(exchange);
      case VerifyRegistration.Outcome.InvalidCode() -> pages.refuseCode(exchange);
    }
  }

  private void resend(Exchange exchange, AgainForm form) {
    counted(exchange)
        .map(id -> new ResendRegistrationCode.Command(id, exchange.client()))
        .ifPresent(resend::handle);
    exchange.redirect(site.path(CODE + "?said=again"));
  }

  private void showFinish(Exchange exchange) {
    var id = registration(exchange);
    if (id.isPresent() && exchange.secret(null, AuthCookie.CONTINUATION).isPresent()) {
      pages.finish(exchange, 200, id.get(), "");
    } else {
      pages.beginAnew(exchange, 200);
    }
  }

  private void complete(Exchange exchange, FirstPasswordForm form) {
    var id = counted(exchange);
    var continuation = exchange.secret(null, AuthCookie.CONTINUATION);
    if (id.isEmpty() || continuation.isEmpty()) {
      pages.beginAnew(exchange, 422);
      return;
    }
    var command =
        new CompleteRegistration.Command(
            id.get(), continuation.get(), form.password(), exchange.client());
    switch (complete.handle(command)) {
      case CompleteRegistration.Outcome.SignedIn(var tokens) -> signedIn(exchange, tokens);
      case CompleteRegistration.Outcome.AlreadyRegistered() -> alreadyRegistered(exchange);
      case CompleteRegistration.Outcome.InvalidContinuation() -> pages.beginAnew(exchange, 422);
      case CompleteRegistration.Outcome.PasswordRefused(var faults) -> {
        Texts texts = shell.texts(exchange);
        pages.finish(exchange, 422, id.get(), texts.advice(faults));
      }
    }
  }

  private void signedIn(Exchange exchange, Tokens tokens) {
    exchange.clearCookies(AuthCookie.CONTINUATION, AuthCookie.REGISTRATION);
    TokenResponse.keep(exchange, tokens);
    exchange.redirect(site.path("/account"));
  }

  private void alreadyRegistered(Exchange exchange) {
    exchange.clearCookies(AuthCookie.CONTINUATION, AuthCookie.REGISTRATION);
    pages.alreadyRegistered(exchange);
  }

  /** The sign-up of the cookie, and an answer to it counts towards the limits. */
  private static Optional<RegistrationId> counted(Exchange exchange) {
    var id = registration(exchange);
    id.ifPresent(known -> exchange.countTowards(known.value().toString()));
    return id;
  }

  private static Optional<RegistrationId> registration(Exchange exchange) {
    return exchange
        .secret(null, AuthCookie.REGISTRATION)
        .flatMap(UuidText::parse)
        .map(RegistrationId::new);
  }
}
