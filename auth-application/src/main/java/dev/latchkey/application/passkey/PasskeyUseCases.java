package dev.latchkey.application.passkey;

import dev.latchkey.application.device.RememberDevice;
import dev.latchkey.application.registration.AdmitUser;
import dev.latchkey.application.session.OpenSession;
import dev.latchkey.application.session.ReplaceProof;
import dev.latchkey.application.token.TokenIssuer;
import dev.latchkey.domain.CryptoPorts;
import dev.latchkey.domain.StoragePorts;
import dev.latchkey.domain.passkey.PasskeyCeremony;
import dev.latchkey.domain.passkey.PasskeyPolicy;
import java.time.InstantSource;

/**
 * All that can be done with passkeys, where there is somebody who knows their ceremonies.
 *
 * @param relyingParty the host that they belong to, as browsers are told
 */
public record PasskeyUseCases(
    BeginPasskeySignUp beginSignUp,
    FinishPasskeySignUp finishSignUp,
    BeginPasskeyLogin beginLogin,
    FinishPasskeyLogin finishLogin,
    BeginPasskeyRegistration beginRegistration,
    FinishPasskeyRegistration finishRegistration,
    BeginReauthentication beginReauthentication,
    FinishReauthentication finishReauthentication,
    ListPasskeys list,
    RenamePasskey rename,
    RemovePasskey remove,
    String relyingParty) {

  /** The steps that they share with other ways of signing up and in. */
  public record Shared(
      AdmitUser admitUser,
      RememberDevice rememberDevice,
      OpenSession openSession,
      ReplaceProof replaceProof,
      TokenIssuer issuer) {}

  /** Constructor calls and nothing else: no I/O happens here. */
  public static PasskeyUseCases assemble(
      PasskeyCeremony ceremony,
      StoragePorts storage,
      CryptoPorts crypto,
      Shared shared,
      PasskeyPolicy policy,
      InstantSource time) {
    var ceremonies = new Ceremonies(storage, crypto, policy);
    var check = new CheckPasskey(storage, ceremony, ceremonies);
    var make = new MakePasskey(ceremony, crypto.ids());
    var passkeys = storage.passkeys();
    return new PasskeyUseCases(
        new BeginPasskeySignUp(storage, crypto.ids(), ceremony, ceremonies, time),
        new FinishPasskeySignUp(
            storage,
            new FinishPasskeySignUp.Steps(ceremonies, make, shared.admitUser(), shared.issuer()),
            time),
        new BeginPasskeyLogin(storage.users(), crypto.buckets(), ceremony, ceremonies, time),
        new FinishPasskeyLogin(
            storage.unit(),
            new FinishPasskeyLogin.Steps(
                ceremonies, check, shared.rememberDevice(), shared.openSession(), shared.issuer()),
            time),
        new BeginPasskeyRegistration(passkeys, ceremony, ceremonies, time),
        new FinishPasskeyRegistration(storage, make, ceremonies, time),
        new BeginReauthentication(passkeys, ceremony, ceremonies, time),
        new FinishReauthentication(
            storage,
            new FinishReauthentication.Steps(
                ceremonies, check, shared.replaceProof(), shared.issuer()),
            time),
        new ListPasskeys(passkeys),
        new RenamePasskey(storage, time),
        new RemovePasskey(storage, time),
        ceremony.relyingParty());
  }
}
