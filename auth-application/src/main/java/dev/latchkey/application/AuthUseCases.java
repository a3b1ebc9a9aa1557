package dev.latchkey.application;

import dev.latchkey.application.address.CompleteAddressChange;
import dev.latchkey.application.address.RequestAddressChange;
import dev.latchkey.application.address.SendAddressMail;
import dev.latchkey.application.address.UndoAddressChange;
import dev.latchkey.application.credential.AuthenticateWithPassword;
import dev.latchkey.application.credential.ChangePassword;
import dev.latchkey.application.credential.CheckPassword;
import dev.latchkey.application.credential.JudgePassword;
import dev.latchkey.application.credential.Reauthenticate;
import dev.latchkey.application.credential.RequestPasswordReset;
import dev.latchkey.application.credential.ResetPassword;
import dev.latchkey.application.credential.SendPasswordResetMail;
import dev.latchkey.application.device.DescribeClient;
import dev.latchkey.application.device.ForgetDevice;
import dev.latchkey.application.device.ListDevices;
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
import dev.latchkey.domain.kernel.EventSubscriber;
import dev.latchkey.domain.kernel.RecurringTask;
import dev.latchkey.domain.session.AuthenticationMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * All that Latchkey can do, put together: the entrance for whoever embeds it, and for the server.
 *
 * @param passkeys empty where the ports have no ceremony for them
 * @param subscribers to be connected to the storage before anything is asked of a use-case
 * @param recurringTasks to be given to a worker
 */
public record AuthUseCases(
    StartRegistration startRegistration,
    ResendRegistrationCode resendRegistrationCode,
    VerifyRegistration verifyRegistration,
    CompleteRegistration completeRegistration,
    AuthenticateWithPassword authenticateWithPassword,
    Reauthenticate reauthenticate,
    ChangePassword changePassword,
    RequestPasswordReset requestPasswordReset,
    ResetPassword resetPassword,
    ResolveSession resolveSession,
    RenewSession renewSession,
    EndSession endSession,
    ListSessions listSessions,
    EndOtherSessions endOtherSessions,
    RevokeSessions revokeSessions,
    ListDevices listDevices,
    ForgetDevice forgetDevice,
    PublishKeys publishKeys,
    UpdateProfile updateProfile,
    SuspendUser suspendUser,
    FindUsers findUsers,
    ImportUsers importUsers,
    ExportUsers exportUsers,
    ReviewDeliveries reviewDeliveries,
    RotateSigningKeys rotateSigningKeys,
    CheckFreshness checkFreshness,
    RequestDeletion requestDeletion,
    UndoDeletion undoDeletion,
    FindDeletion findDeletion,
    EraseUsers eraseUsers,
    ExportPersonalData exportPersonalData,
    Optional<PasskeyUseCases> passkeys,
    DisavowHappening disavowHappening,
    RequestAddressChange requestAddressChange,
    CompleteAddressChange completeAddressChange,
    UndoAddressChange undoAddressChange,
    FindRecovery findRecovery,
    CancelRecovery cancelRecovery,
    AnnounceRecoveries announceRecoveries,
    List<EventSubscriber> subscribers,
    List<RecurringTask> recurringTasks) {

  /** Constructor calls and nothing else: no I/O happens here. */
  public static AuthUseCases assemble(AuthPorts ports, AuthPolicies policies, InstantSource time) {
    var storage = ports.storage();
    var crypto = ports.crypto();
    var unit = storage.unit();
    var users = storage.users();
    var registrations = storage.registrations();
    var sessions = storage.sessions();
    var outbox = storage.outbox();
    var mint = crypto.refreshTokens();

    var issuer = new TokenIssuer(crypto.accessTokens(), mint, crypto.ids(), policies.token());
    var openSession =
        new OpenSession(
            storage, crypto, new OpenSession.Rules(policies.session(), policies.devices()));
    var checkPassword =
        new CheckPassword(
            storage, crypto, new CheckPassword.Rules(policies.lockout(), policies.devices()));
    var judgePassword = new JudgePassword(policies.password(), crypto.strength(), ports.breached());
    var replaceProof = new ReplaceProof(storage, mint, policies.session());
    var describeClient = new DescribeClient(ports.describer(), ports.locator());
    var admitUser = new AdmitUser(storage, openSession, crypto.ids());
    var rotation =
        new RotateSigningKeys(
            unit,
            storage.signingKeys(),
            crypto.signingKeys(),
            outbox,
            policies.signingKeys(),
            time);
    var purge = new PurgeExpired(storage, policies.devices(), time);

    var gather = new GatherNotices(unit, storage.notices(), outbox, policies.notices(), time);

    var persons =
        new Persons(
            policies.lockout(),
            policies.registration(),
            policies.passwordReset(),
            policies.leaving(),
            policies.address());
    // Whoever has a passkey is to show it; nobody has one yet.
    var addressRules =
        new RequestAddressChange.Rules(
            policies.address(),
            policies.stepUp(),
            (user, methods) ->
                methods.contains(AuthenticationMethod.POSSESSION)
                    || storage.passkeys().list(user).isEmpty());
    var recoveries = storage.recoveries();
    var beginRecovery = new BeginRecovery(recoveries, outbox, crypto.ids(), policies.recovery());
    var announceRecoveries = new AnnounceRecoveries(unit, recoveries, outbox, time);
    var eraseUsers = new EraseUsers(storage, persons, time);
    return new AuthUseCases(
        new StartRegistration(
            unit,
            registrations,
            outbox,
            crypto.hasher(),
            crypto.ids(),
            new StartRegistration.Rules(policies.registration(), judgePassword),
            time),
        new ResendRegistrationCode(unit, registrations, outbox, policies.registration(), time),
        new VerifyRegistration(storage, crypto, policies.registration(), admitUser, issuer, time),
        new CompleteRegistration(
            unit, registrations, crypto.hasher(), judgePassword, admitUser, issuer, time),
        new AuthenticateWithPassword(unit, checkPassword, openSession, issuer, time),
        new Reauthenticate(unit, checkPassword, replaceProof, issuer, time),
        new ChangePassword(
            storage,
            crypto.hasher(),
            new ChangePassword.Steps(judgePassword, checkPassword, openSession, issuer),
            policies.stepUp(),
            time),
        new RequestPasswordReset(storage, crypto.ids(), policies.passwordReset(), time),
        new ResetPassword(
            storage,
            new ResetPassword.Crypto(crypto.codes(), crypto.hasher()),
            judgePassword,
            beginRecovery,
            time),
        new ResolveSession(crypto.accessTokens(), sessions, time),
        new RenewSession(unit, sessions, outbox, mint, issuer, policies.session(), time),
        new EndSession(unit, sessions, outbox, mint, time),
        new ListSessions(sessions, describeClient, time),
        new EndOtherSessions(storage, time),
        new RevokeSessions(unit, users, sessions, outbox, time),
        new ListDevices(storage.devices(), describeClient, policies.devices(), time),
        new ForgetDevice(unit, storage.devices(), outbox, time),
        new PublishKeys(crypto.accessTokens(), policies.signingKeys()),
        new UpdateProfile(unit, users, outbox, time),
        new SuspendUser(unit, users, sessions, outbox, time),
        new FindUsers(users),
        new ImportUsers(storage, crypto.hasher(), crypto.ids(), time),
        new ExportUsers(users, storage.passwords()),
        new ReviewDeliveries(storage.deliveries(), time),
        rotation,
        new CheckFreshness(policies.stepUp(), time),
        new RequestDeletion(unit, storage.deletions(), outbox, policies.leaving(), time),
        new UndoDeletion(unit, storage.deletions(), outbox, time),
        new FindDeletion(storage.deletions()),
        eraseUsers,
        new ExportPersonalData(storage, persons, time),
        ports
            .passkeys()
            .map(
                ceremony ->
                    PasskeyUseCases.assemble(
                        ceremony,
                        storage,
                        crypto,
                        new PasskeyUseCases.Shared(admitUser, openSession, replaceProof, issuer),
                        new PasskeyUseCases.Rules(policies.passkeys(), policies.devices()),
                        time)),
        new DisavowHappening(
            storage,
            new DisavowHappening.Secrets(crypto.codes(), crypto.ids()),
            policies.passwordReset(),
            time),
        new RequestAddressChange(storage, crypto.ids(), addressRules, time),
        new CompleteAddressChange(storage, crypto.codes(), policies.address(), time),
        new UndoAddressChange(storage, crypto.codes(), time),
        new FindRecovery(recoveries, time),
        new CancelRecovery(unit, recoveries, outbox, crypto.codes(), time),
        announceRecoveries,
        List.of(
            new SendRegistrationMail(
                storage,
                new SendRegistrationMail.Chance(crypto.entropy(), crypto.codes()),
                ports.notifier(),
                policies.registration(),
                time),
            new SendDeletionMail(
                storage,
                crypto.entropy(),
                ports.notifier(),
                new SendDeletionMail.Rules(policies.leaving(), time)),
            new SendPasswordResetMail(
                storage,
                new SendPasswordResetMail.Chance(crypto.entropy(), crypto.codes()),
                ports.notifier(),
                new SendPasswordResetMail.Rules(policies.passwordReset(), time)),
            new SendAddressMail(
                storage,
                new SendAddressMail.Chance(crypto.entropy(), crypto.codes()),
                ports.notifier(),
                policies.address(),
                time),
            new SendRecoveryMail(
                storage,
                new SendRecoveryMail.Chance(crypto.entropy(), crypto.codes()),
                ports.notifier(),
                time),
            new NotifyUser(
                storage,
                ports.notifier(),
                new NotifyUser.Chance(crypto.entropy(), crypto.codes()),
                new Origins(ports.describer(), ports.locator()),
                new NotifyUser.Rules(policies.lockout(), policies.notices(), time))),
        List.of(
            new RecurringTask("purge-expired", Duration.ofHours(1), purge::run),
            new RecurringTask("gather-notices", Duration.ofMinutes(1), gather::run),
            new RecurringTask("erase-users", Duration.ofMinutes(1), eraseUsers::run),
            new RecurringTask(
                "announce-recoveries", Duration.ofMinutes(1), announceRecoveries::run),
            new RecurringTask("rotate-signing-keys", everyNowAndThen(policies), rotation::run)));
  }

  /** Often enough that no step of a rotation is late by more than a tenth of what it waits for. */
  private static Duration everyNowAndThen(AuthPolicies policies) {
    var tenth = policies.signingKeys().announcedFor().dividedBy(10);
    return tenth.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : tenth;
  }
}
