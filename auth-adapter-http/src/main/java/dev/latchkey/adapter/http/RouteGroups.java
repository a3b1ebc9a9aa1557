package dev.latchkey.adapter.http;

import dev.latchkey.adapter.http.address.AddressRoutes;
import dev.latchkey.adapter.http.address.EmailPageRoutes;
import dev.latchkey.adapter.http.audit.ActivityPageRoutes;
import dev.latchkey.adapter.http.audit.ActivityRoutes;
import dev.latchkey.adapter.http.credential.ForgottenRoutes;
import dev.latchkey.adapter.http.credential.PasswordPageRoutes;
import dev.latchkey.adapter.http.credential.PasswordResetRoutes;
import dev.latchkey.adapter.http.credential.PasswordRoutes;
import dev.latchkey.adapter.http.credential.PasswordStrengthRoutes;
import dev.latchkey.adapter.http.credential.ReauthenticationRoutes;
import dev.latchkey.adapter.http.device.DeviceRoutes;
import dev.latchkey.adapter.http.device.DevicesPageRoutes;
import dev.latchkey.adapter.http.health.HealthRoutes;
import dev.latchkey.adapter.http.health.ServerInfo;
import dev.latchkey.adapter.http.leaving.DataPageRoutes;
import dev.latchkey.adapter.http.leaving.LeavingRoutes;
import dev.latchkey.adapter.http.notice.NotMeRoutes;
import dev.latchkey.adapter.http.notification.InboxRoutes;
import dev.latchkey.adapter.http.page.FrontPage;
import dev.latchkey.adapter.http.page.Shell;
import dev.latchkey.adapter.http.passkey.PasskeyLoginRoutes;
import dev.latchkey.adapter.http.passkey.PasskeyPageRoutes;
import dev.latchkey.adapter.http.passkey.PasskeyRoutes;
import dev.latchkey.adapter.http.passkey.PasskeySignUpRoutes;
import dev.latchkey.adapter.http.recovery.RecoveryRoutes;
import dev.latchkey.adapter.http.registration.RegistrationRoutes;
import dev.latchkey.adapter.http.registration.SignUpRoutes;
import dev.latchkey.adapter.http.routing.RouteGroup;
import dev.latchkey.adapter.http.session.AccountRoutes;
import dev.latchkey.adapter.http.session.SessionListRoutes;
import dev.latchkey.adapter.http.session.SessionRoutes;
import dev.latchkey.adapter.http.session.SessionsPageRoutes;
import dev.latchkey.adapter.http.session.SignInRoutes;
import dev.latchkey.adapter.http.session.SignOutRoutes;
import dev.latchkey.adapter.http.token.TokenRoutes;
import dev.latchkey.adapter.http.user.ProfilePageRoutes;
import dev.latchkey.adapter.http.user.UserRoutes;
import dev.latchkey.application.AuthUseCases;
import dev.latchkey.domain.kernel.HealthCheck;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.notification.LocalInbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Every route there is, by feature, but those that tell of them. */
final class RouteGroups {
  private RouteGroups() {}

  /** All of them; more may be added. */
  static List<RouteGroup> of(
      HttpConfig config,
      AuthUseCases auth,
      Shell shell,
      Optional<LocalInbox> inbox,
      List<HealthCheck> checks,
      BooleanSupplier draining) {
    var groups = new ArrayList<>(ofPrograms(auth));
    groups.addAll(ofPages(auth, shell, config.languages()));
    groups.addAll(ofMails(auth, shell));
    var info =
        new ServerInfo(
            config.appName(), config.version(), config.baseUrl().toString(), inbox.isPresent());
    groups.add(new HealthRoutes(info, checks, draining, new FrontPage(shell)));
    inbox.ifPresent(mails -> groups.add(new InboxRoutes(mails, shell)));
    return groups;
  }

  private static List<RouteGroup> ofPrograms(AuthUseCases auth) {
    var groups = new ArrayList<RouteGroup>();
    groups.add(new RegistrationRoutes(auth));
    groups.add(new PasswordRoutes(auth));
    auth.passkeys()
        .ifPresent(
            passkeys -> {
              groups.add(new PasskeySignUpRoutes(passkeys));
              groups.add(new PasskeyLoginRoutes(passkeys));
              groups.add(new PasskeyRoutes(passkeys));
            });
    groups.add(new SessionRoutes(auth));
    groups.add(new SessionListRoutes(auth));
    groups.add(new DeviceRoutes(auth.listDevices(), auth.forgetDevice()));
    groups.add(new ActivityRoutes(auth.listActivity()));
    groups.add(new TokenRoutes(auth.publishKeys()));
    groups.add(new UserRoutes(auth));
    return groups;
  }

  private static List<RouteGroup> ofPages(AuthUseCases auth, Shell shell, Set<Language> languages) {
    var groups = new ArrayList<RouteGroup>();
    groups.add(new SignUpRoutes(auth, shell));
    groups.add(new SignInRoutes(auth, shell));
    groups.add(new ReauthenticationRoutes(auth, shell));
    groups.add(new SignOutRoutes(auth, shell));
    groups.add(new AccountRoutes(auth, shell));
    groups.addAll(roomsOf(auth, shell, languages));
    groups.add(new ForgottenRoutes(auth, shell));
    groups.add(new PasswordPageRoutes(auth, shell));
    groups.add(new PasswordStrengthRoutes(auth, shell));
    auth.passkeys()
        .map(passkeys -> new PasskeyPageRoutes(passkeys, auth.endOtherSessions(), shell))
        .ifPresent(groups::add);
    return groups;
  }

  private static List<RouteGroup> roomsOf(AuthUseCases auth, Shell shell, Set<Language> languages) {
    return List.of(
        new ProfilePageRoutes(auth.updateProfile(), languages, shell),
        new EmailPageRoutes(auth, shell),
        new SessionsPageRoutes(auth, shell),
        new DevicesPageRoutes(auth.listDevices(), auth.forgetDevice(), shell),
        new ActivityPageRoutes(auth.listActivity(), shell),
        new DataPageRoutes(auth, shell));
  }

  /** For programs, and on pages behind the links of mails. */
  private static List<RouteGroup> ofMails(AuthUseCases auth, Shell shell) {
    return List.of(
        new PasswordResetRoutes(auth, shell),
        new RecoveryRoutes(auth, shell),
        new NotMeRoutes(auth.disavowHappening(), shell),
        new AddressRoutes(auth, shell),
        new LeavingRoutes(auth, shell));
  }
}
