package dev.latchkey.application;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.SendAddressMail;
import dev.latchkey.application.address.UndoAddressChange;
import dev.latchkey.application.audit.ListActivity;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.CheckPassword;
import dev.latchkey.application.credential.FindPassword;
import dev.latchkey.application.credential.JudgePassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.SendPasswordResetMail;
import dev.latchkey.application.credential.WeighPassword;
import dev.latchkey.application.device.DescribeClient;
import dev.latchkey.application.device.ForgetDevice;
import dev.latchkey.application.device.ListDevices;
import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.application.leaving.EraseUsers;
import dev.latchkey.application.leaving.ExportPersonalData;
import dev.latchkey.application.leaving.FindDeletion;
import dev.latchkey.application.leaving.Persons;
import dev.latchkey.application.leaving.RequestDeletion;
import dev.latchkey.application.leaving.SendDeletionMail;
import dev.latchkey.application.leaving.UndoDeletion;
import dev.latchkey.application.notice.DisavowHappening;
import dev.latchkey.application.notification.GatherNotices;
import dev.latchkey.application.notification.NotifyUser;
import dev.latchkey.application.notification.Origins;
import dev.latchkey.application.passkey.PasskeyUseCases;
import dev.latchkey.application.recovery.AnnounceRecoveries;
import dev.latchkey.application.recovery.BeginRecovery;
import dev.latchkey.application.recovery.CancelRecovery;
import dev.latchkey.application.recovery.FindRecovery;
import dev.latchkey.application.recovery.SendRecoveryMail;
import dev.latchkey.application.registration.AdmitUser;
import dev.latchkey.application.registration.CompleteRegistration;
import dev.latchkey.application.registration.ResendRegistrationCode;
import dev.latchkey.application.registration.SendRegistrationMail;
import dev.latchkey.application.registration.StartRegistration;
import dev.latchkey.application.registration.VerifyRegistration;
import dev.latchkey.application.session.CheckFreshness;
import dev.latchkey.application.session.EndOtherSessions;
import dev.latchkey.application.session.EndSession;
import dev.latchkey.application.session.ListSessions;
import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.RenewSession;
import dev.latchkey.application.session.ReplaceProof;
import dev.latchkey.application.session.ResolveSession;
import dev.latchkey.application.session.RevokeSessions;
import dev.latchkey.application.token.PublishKeys;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.application.upkeep.PurgeExpired;
import dev.latchkey.application.upkeep.ReviewDeliveries;
import dev.latchkey.application.upkeep.RotateSigningKeys;
import dev.latchkey.application.user.ExportUsers;
import dev.latchkey.application.user.FindUsers;
import dev.latchkey.application.user.ImportUsers;
import dev.latchkey.application.user.SuspendUser;
import dev.latchkey.application.user.UpdateProfile;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.Outbox;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.kernel.UnitOfWork;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.session.AuthenticationMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Puts the use-cases together: each has its method, and what several of them share is made once.
 * Constructor calls and nothing else.
 */
final class Assembly {
  private final AuthPorts ports;
  private final AuthPolicies policies;
  private final InstantSource time;
  private final StoragePorts storage;
  private final CryptoPorts crypto;
  private final UnitOfWork unit;
  private final Outbox outbox;

  private final TokenIssuer issuer;
  private final RememberDevice rememberDevice;
  private final OpenSession openSession;
  private final CheckPassword checkPassword;
  private final JudgePassword judgePassword;
  private final ReplaceProof replaceProof;
  private final DescribeClient describeClient;
  private final AdmitUser admitUser;
  private final Persons persons;
  private final RotateSigningKeys rotation;
  private final EraseUsers eraseUsers;
  private final AnnounceRecoveries announceRecoveries;

  Assembly(AuthPorts ports, AuthPolicies policies, InstantSource time) {
    this.ports = ports;
    this.policies = policies;
    this.time = time;
    storage = ports.storage();
    crypto = ports.crypto();
    unit = storage.unit();
    outbox = storage.outbox();
    issuer =
        new TokenIssuer(
            crypto.accessTokens(), crypto.refreshTokens(), crypto.ids(), policies.token());
    rememberDevice = new RememberDevice(storage, crypto, policies.devices());
    openSession = new OpenSession(storage, crypto, rememberDevice, policies.session());
    checkPassword = new CheckPassword(storage, crypto, rememberDevice, policies.lockout());
    judgePassword = new JudgePassword(policies.password(), crypto.strength(), ports.breached());
    replaceProof = new ReplaceProof(storage, crypto.refreshTokens(), policies.session());
    describeClient = new DescribeClient(ports.describer(), ports.locator());
    admitUser = new AdmitUser(storage, openSession, crypto.ids());
    persons = persons(policies);
    rotation = rotateSigningKeys();
    eraseUsers = new EraseUsers(storage, persons, time);
    announceRecoveries = new AnnounceRecoveries(unit, storage.recoveries(), outbox, time);
  }

  AuthUseCases assembled() {
    return new AuthUseCases(
        startRegistration(),
        resendRegistrationCode(),
        new VerifyRegistration(storage, crypto, policies.registration(), admitUser, issuer, time),
        completeRegistration(),
        new AuthenticateWithPassword(unit, checkPassword, openSession, issuer, time),
        new Reauthenticate(unit, checkPassword, replaceProof, issuer, time),
        changePassword(),
        new FindPassword(storage.passwords()),
        new WeighPassword(judgePassword, storage.registrations(), time),
        new RequestPasswordReset(storage, crypto.ids(), policies.passwordReset(), time),
        resetPassword(),
        new ResolveSession(crypto.accessTokens(), storage.sessions(), time),
        renewSession(),
        new EndSession(unit, storage.sessions(), outbox, crypto.refreshTokens(), time),
        new ListSessions(storage.sessions(), describeClient, time),
        new EndOtherSessions(storage, time),
        new RevokeSessions(unit, storage.users(), storage.sessions(), outbox, time),
        new ListDevices(storage.devices(), describeClient, policies.devices(), time),
        new ForgetDevice(unit, storage.devices(), outbox, time),
        new ListActivity(storage.auditTrail(), describeClient),
        new PublishKeys(crypto.accessTokens(), policies.signingKeys()),
        new UpdateProfile(unit, storage.users(), outbox, time),
        new SuspendUser(unit, storage.users(), storage.sessions(), outbox, time),
        new FindUsers(storage.users()),
        new ImportUsers(storage, crypto.hasher(), crypto.ids(), time),
        new ExportUsers(storage.users(), storage.passwords()),
        new ReviewDeliveries(storage.deliveries(), time),
        rotation,
        new CheckFreshness(policies.stepUp(), time),
        new RequestDeletion(unit, storage.deletions(), outbox, policies.leaving(), time),
        new UndoDeletion(unit, storage.deletions(), outbox, time),
        new FindDeletion(storage.deletions()),
        eraseUsers,
        new ExportPersonalData(storage, persons, time),
        ports.passkeys().map(this::passkeys),
        disavowHappening(),
        requestAddressChange(),
        new CompleteAddressChange(storage, crypto.codes(), policies.address(), time),
        new UndoAddressChange(storage, crypto.codes(), time),
        new FindRecovery(storage.recoveries(), time),
        new CancelRecovery(unit, storage.recoveries(), outbox, crypto.codes(), time),
        announceRecoveries,
        subscribers(),
        recurringTasks());
  }

  private static Persons persons(AuthPolicies policies) {
    return new Persons(
        policies.lockout(),
        policies.registration(),
        policies.passwordReset(),
        policies.leaving(),
        policies.address());
  }

  private RotateSigningKeys rotateSigningKeys() {
    return new RotateSigningKeys(
        unit, storage.signingKeys(), crypto.signingKeys(), outbox, policies.signingKeys(), time);
  }

  private StartRegistration startRegistration() {
    return new StartRegistration(
        unit,
        storage.registrations(),
        outbox,
        crypto.hasher(),
        crypto.ids(),
        new StartRegistration.Rules(policies.registration(), judgePassword),
        time);
  }

  private ResendRegistrationCode resendRegistrationCode() {
    return new ResendRegistrationCode(
        unit, storage.registrations(), outbox, policies.registration(), time);
  }

  private CompleteRegistration completeRegistration() {
    return new CompleteRegistration(
        unit, storage.registrations(), crypto.hasher(), judgePassword, admitUser, issuer, time);
  }

  private ChangePassword changePassword() {
    return new ChangePassword(
        storage,
        crypto.hasher(),
        new ChangePassword.Steps(judgePassword, checkPassword, openSession, rememberDevice, issuer),
        policies.stepUp(),
        time);
  }

  private ResetPassword resetPassword() {
    return new ResetPassword(
        storage,
        new ResetPassword.Crypto(crypto.codes(), crypto.hasher()),
        judgePassword,
        new BeginRecovery(storage.recoveries(), outbox, crypto.ids(), policies.recovery()),
        time);
  }

  private RenewSession renewSession() {
    return new RenewSession(
        unit, storage.sessions(), outbox, crypto.refreshTokens(), issuer, policies.session(), time);
  }

  private PasskeyUseCases passkeys(PasskeyCeremony ceremony) {
    return PasskeyUseCases.assemble(
        ceremony,
        storage,
        crypto,
        new PasskeyUseCases.Shared(admitUser, rememberDevice, openSession, replaceProof, issuer),
        policies.passkeys(),
        time);
  }

  private DisavowHappening disavowHappening() {
    return new DisavowHappening(
        storage,
        new DisavowHappening.Secrets(crypto.codes(), crypto.ids()),
        policies.passwordReset(),
        time);
  }

  /** Whoever has a passkey is to show it. */
  private RequestAddressChange requestAddressChange() {
    var rules =
        new RequestAddressChange.Rules(
            policies.address(),
            policies.stepUp(),
            (user, methods) ->
                methods.contains(AuthenticationMethod.POSSESSION)
                    || storage.passkeys().list(user).isEmpty());
    return new RequestAddressChange(storage, crypto.ids(), rules, time);
  }

  private List<EventSubscriber> subscribers() {
    var notifier = ports.notifier();
    return List.of(
        new SendRegistrationMail(
            storage,
            new SendRegistrationMail.Chance(crypto.entropy(), crypto.codes()),
            notifier,
            policies.registration(),
            time),
        new SendDeletionMail(
            storage,
            crypto.entropy(),
            notifier,
            new SendDeletionMail.Rules(policies.leaving(), time)),
        new SendPasswordResetMail(
            storage,
            new SendPasswordResetMail.Chance(crypto.entropy(), crypto.codes()),
            notifier,
            new SendPasswordResetMail.Rules(policies.passwordReset(), time)),
        new SendAddressMail(
            storage,
            new SendAddressMail.Chance(crypto.entropy(), crypto.codes()),
            notifier,
            policies.address(),
            time),
        new SendRecoveryMail(
            storage, new SendRecoveryMail.Chance(crypto.entropy(), crypto.codes()), notifier, time),
        notifyUser());
  }

  private NotifyUser notifyUser() {
    return new NotifyUser(
        storage,
        ports.notifier(),
        new NotifyUser.Chance(crypto.entropy(), crypto.codes()),
        new Origins(ports.describer(), ports.locator()),
        new NotifyUser.Rules(policies.lockout(), policies.notices(), time));
  }

  private List<RecurringTask> recurringTasks() {
    var minute = Duration.ofMinutes(1);
    var purge = new PurgeExpired(storage, policies.devices(), time);
    var gather = new GatherNotices(unit, storage.notices(), outbox, policies.notices(), time);
    return List.of(
        new RecurringTask("purge-expired", Duration.ofHours(1), purge::run),
        new RecurringTask("gather-notices", minute, gather::run),
        new RecurringTask("erase-users", minute, eraseUsers::run),
        new RecurringTask("announce-recoveries", minute, announceRecoveries::run),
        new RecurringTask("rotate-signing-keys", everyNowAndThen(), rotation::run));
  }

  /** Often enough that no step of a rotation is late by more than a tenth of what it waits for. */
  private Duration everyNowAndThen() {
    var tenth = policies.signingKeys().announcedFor().dividedBy(10);
    return tenth.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : tenth;
  }
}
