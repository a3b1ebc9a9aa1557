package dev.latchkey.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.domain.credential.PasswordHash;
import dev.latchkey.domain.credential.PasswordPolicy;
import dev.latchkey.domain.credential.PlainPassword;
import dev.latchkey.domain.kernel.KeyId;
import dev.latchkey.domain.kernel.SecretBox.Sealed;
import dev.latchkey.domain.kernel.SecretToken;
import dev.latchkey.domain.notification.LocalInbox.Mail;
import dev.latchkey.domain.notification.Notification;
import dev.latchkey.domain.registration.Registration;
import dev.latchkey.domain.registration.RegistrationId;
import dev.latchkey.domain.registration.RegistrationPolicy;
import dev.latchkey.domain.registration.Registrations.NewCode;
import dev.latchkey.domain.registration.Registrations.NewContinuation;
import dev.latchkey.domain.session.Session.RefreshChain;
import dev.latchkey.domain.session.SessionId;
import dev.latchkey.domain.session.Sessions.PresentedToken;
import dev.latchkey.domain.token.RefreshToken;
import dev.latchkey.domain.token.SigningKey;
import dev.latchkey.domain.user.EmailAddress;
import dev.latchkey.domain.user.User;
import dev.latchkey.domain.user.UserId;
import dev.latchkey.domain.verification.CodeDigest;
import dev.latchkey.domain.verification.OneTimeCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever holds a secret or an address may be printed by mistake, and says nothing of it. */
final class RedactionTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:15:30Z");
  private static final UUID ID = new UUID(1, 1);
  private static final KeyId KEY = new KeyId("1");
  private static final String CANARY = "canary-0123456789-0123456789-012";
  private static final byte[] BYTES = CANARY.getBytes(StandardCharsets.US_ASCII);
  private static final String CODE = "94731862";
  private static final SecretToken TOKEN = SecretToken.of(BYTES);
  private static final PlainPassword PASSWORD = PlainPassword.parse(CANARY).orElseThrow();
  private static final EmailAddress ADDRESS = EmailAddress.of(CANARY + "@canary.example");
  private static final PasswordHash HASH = new PasswordHash("$argon2id$" + CANARY);

  @ParameterizedTest
  @MethodSource("holdersOfSecrets")
  void a_secret_is_not_in_the_text_of_what_holds_it(Object holder) {
    assertThat(holder.toString())
        .doesNotContainIgnoringCase("canary")
        .doesNotContain(CODE)
        .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES))
        .doesNotContain(HexFormat.of().formatHex(BYTES))
        .doesNotContain(HexFormat.of().formatHex(TOKEN.digest().bytes()));
  }

  static Stream<Object> holdersOfSecrets() {
    var code = OneTimeCode.parse(CODE).orElseThrow();
    var sealed = new Sealed(KEY, BYTES);
    return Stream.of(
        TOKEN,
        TOKEN.digest(),
        PASSWORD,
        HASH,
        ADDRESS,
        code,
        sealed,
        new CodeDigest(KEY, BYTES),
        new PasswordPolicy.Verdict.Accepted(PASSWORD),
        new RefreshToken(new SessionId(ID), 0, KEY, TOKEN),
        new PresentedToken(new SessionId(ID), 0, TOKEN.digest()),
        RefreshChain.first(KEY, TOKEN.digest()),
        new NewCode(new CodeDigest(KEY, BYTES), NOW, 5),
        new NewContinuation(TOKEN.digest(), NOW),
        new SigningKey(KEY, "{}", sealed, SigningKey.State.ACTIVE, NOW, NOW),
        new Notification.RegistrationCode(null, code, Duration.ofMinutes(10)),
        new Mail("id", ADDRESS.value(), CODE, CODE, CODE, NOW),
        User.born(new UserId(ID), ADDRESS, null, null, NOW),
        Registration.start(
            new RegistrationId(ID), ADDRESS, null, null, HASH, RegistrationPolicy.standard(), NOW));
  }
}
