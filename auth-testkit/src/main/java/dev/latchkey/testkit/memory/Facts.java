package dev.latchkey.testkit.memory;

import dev.latchkey.domain.address.AddressChange;
import dev.latchkey.domain.audit.AuditEntry;
import dev.latchkey.domain.credential.Guesser;
import dev.latchkey.domain.device.DeviceId;
import dev.latchkey.domain.kernel.AuthEvent;
import dev.latchkey.domain.kernel.ClientContext;
import dev.latchkey.domain.kernel.ClientHints;
import dev.latchkey.domain.kernel.Language;
import dev.latchkey.domain.leaving.PersonalRecord;
import dev.latchkey.domain.passkey.PendingCeremony;
import dev.latchkey.domain.session.AuthenticationMethod;
import dev.latchkey.domain.session.Session;
import dev.latchkey.domain.user.User;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the storage holds, in words that its owner may read. */
final class Facts {
  private final String key;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private Facts(String key) {
    this.key = key;
  }

  private Facts with(String name, @Nullable Object fact) {
    if (fact != null) {
      facts.put(name, fact);
    }
    return this;
  }

  private PersonalRecord told() {
    return new PersonalRecord(key, facts);
  }

  static PersonalRecord of(User user) {
    var name = user.name();
    return new Facts(user.id().value().toString())
        .with("id", user.id().value())
        .with("email", user.email().value())
        .with("name", name == null ? null : name.value())
        .with("language", tag(user.language()))
        .with("status", user.status().name().toLowerCase(Locale.ROOT))
        .with("roles", List.copyOf(user.roles()))
        .with("epoch", user.epoch().value())
        .with("created_at", user.createdAt())
        .told();
  }

  static PersonalRecord of(InMemoryPasswordCredentials.Row row) {
    return new Facts("password").with("kind", "password").with("frozen_at", row.frozenAt()).told();
  }

  static PersonalRecord of(InMemoryPasswordResets.Row row) {
    var token = row.token();
    return new Facts("password_reset")
        .with("kind", "password_reset")
        .with("id", row.request().id().value())
        .with("requested_at", row.request().requestedAt())
        .with("expires_at", row.request().expiresAt())
        .with("token_expires_at", token == null ? null : token.expiresAt())
        .told();
  }

  static PersonalRecord of(Session session) {
    var login = session.login();
    var lifetime = session.lifetime();
    return new Facts(session.id().value().toString())
        .with("id", session.id().value())
        .with("login_at", login.at())
        .with("amr", login.methods().stream().map(AuthenticationMethod::reference).toList())
        .with("acr", login.assurance().reference())
        .with("ip", login.address())
        .with("user_agent", login.userAgent())
        .with("client_hints", told(login.hints()))
        .with("created_at", lifetime.createdAt())
        .with("last_used_at", lifetime.lastUsedAt())
        .with("renewals", session.chain().generation())
        .with("renewed_at", session.chain().rotatedAt())
        .with("idle_expires_at", lifetime.idleExpiresAt())
        .with("expires_at", lifetime.expiresAt())
        .with("ended_at", lifetime.endedAt())
        .told();
  }

  static PersonalRecord of(InMemoryRegistrations.Row row) {
    var registration = row.registration();
    var name = registration.name();
    return new Facts(registration.id().value().toString())
        .with("id", registration.id().value())
        .with("email", registration.email().value())
        .with("name", name == null ? null : name.value())
        .with("language", tag(registration.language()))
        .with("has_password", registration.password() != null)
        .with("started_at", registration.lifetime().startedAt())
        .with("expires_at", registration.lifetime().expiresAt())
        .with("asked_at", row.askedAt())
        .with("proven_at", registration.provenAt())
        .with("completed_at", registration.completedAt())
        .told();
  }

  static PersonalRecord of(InMemoryGuessBudgets.Key key, InMemoryGuessBudgets.Counter counter) {
    return new Facts(key.limit() + key.subject())
        .with("name", key.limit())
        .with("uses", counter.granted())
        .told();
  }

  static PersonalRecord of(Guesser guesser, InMemoryPasswordGuesses.Series series) {
    var device = guesser.device().map(DeviceId::value).orElse(null);
    return new Facts("password" + (device == null ? "" : device))
        .with("name", "password")
        .with("device_id", device)
        .with("wrong_in_a_row", series.wrong())
        .with("last_at", series.last())
        .told();
  }

  static PersonalRecord of(InMemoryKnownDevices.Row row) {
    return new Facts(row.id().value().toString())
        .with("id", row.id().value())
        .with("first_seen_at", row.addedAt())
        .with("last_seen_at", row.seenAt())
        .with("ip", row.client().address())
        .with("user_agent", row.client().userAgent())
        .with("client_hints", told(row.client().hints()))
        .told();
  }

  static PersonalRecord of(InMemoryPasskeys.Row row) {
    var passkey = row.passkey();
    var credential = passkey.credential();
    var isLive = row.isLive();
    return new Facts(passkey.id().value().toString())
        .with("kind", "passkey")
        .with("id", passkey.id().value())
        .with("name", isLive ? passkey.name().value() : null)
        .with("model", credential.aaguid())
        .with("transports", isLive ? credential.transports().stream().sorted().toList() : null)
        .with("backup_eligible", credential.backupEligible())
        .with("backed_up", credential.backedUp())
        .with("signatures", credential.signCount())
        .with("added_at", passkey.addedAt())
        .with("last_used_at", passkey.usedAt())
        .with("removed_at", row.removedAt())
        .told();
  }

  static PersonalRecord of(PendingCeremony ceremony) {
    return new Facts("ceremony " + ceremony.id().value())
        .with("kind", "ceremony")
        .with("id", ceremony.id().value())
        .with("purpose", ceremony.purpose().getClass().getSimpleName())
        .with("expires_at", ceremony.expiresAt())
        .told();
  }

  static PersonalRecord of(InMemoryDeletions.Row row) {
    var deletion = row.deletion();
    return new Facts(deletion.user().value().toString())
        .with("requested_at", deletion.requestedAt())
        .with("delete_at", deletion.deleteAt())
        .with("undo_mail_prepared", row.undo() != null)
        .told();
  }

  static PersonalRecord of(InMemoryNotices.Row row) {
    var notice = row.notice();
    var link = row.link();
    return new Facts(notice.id().value().toString())
        .with("id", notice.id().value())
        .with("kind", notice.kind().name().toLowerCase(Locale.ROOT))
        .with("happened_at", notice.at())
        .with("since", row.since())
        .with("times", row.times())
        .with("ip", notice.client().address())
        .with("user_agent", notice.client().userAgent())
        .with("state", row.state().name().toLowerCase(Locale.ROOT))
        .with("told_at", row.toldAt())
        .with("mailbox", link == null ? null : link.mailbox().value())
        .with("expires_at", row.expiresAt())
        .with("disavowed_at", row.disavowedAt())
        .told();
  }

  static PersonalRecord of(InMemoryAddressChanges.Row row) {
    var change = row.change();
    var code = row.code();
    return new Facts("address_change")
        .with("kind", "wanted")
        .with("id", change.id().value())
        .with("email", change.wanted().value())
        .with("requested_at", change.requestedAt())
        .with("expires_at", change.expiresAt())
        .with("code_expires_at", code == null ? null : code.expiresAt())
        .told();
  }

  static PersonalRecord of(AddressChange replaced) {
    return new Facts(replaced.id().value().toString())
        .with("kind", "replaced")
        .with("id", replaced.id().value())
        .with("email", replaced.wanted().value())
        .with("requested_at", replaced.requestedAt())
        .with("expires_at", replaced.expiresAt())
        .told();
  }

  static PersonalRecord of(InMemoryAddressChanges.Left row) {
    var left = row.left();
    return new Facts(left.change().value().toString())
        .with("kind", "left")
        .with("id", left.change().value())
        .with("email", left.left().value())
        .with("taken", left.taken().value())
        .with("left_at", left.leftAt())
        .with("reserved_until", left.reservedUntil())
        .with("over_at", row.overAt())
        .with("undo_mail_prepared", row.undo() != null)
        .told();
  }

  static PersonalRecord of(InMemoryRecoveries.Row row) {
    var recovery = row.recovery();
    return new Facts("recovery")
        .with("kind", "recovery")
        .with("id", recovery.id().value())
        .with("started_at", recovery.startedAt())
        .with("due_at", recovery.dueAt())
        .with("expires_at", recovery.expiresAt())
        .with("announced_at", row.announcedAt())
        .told();
  }

  static PersonalRecord of(Staged staged) {
    var parked = staged.parked();
    return new Facts(staged.id())
        .with("id", staged.id())
        .with("subscriber", staged.subscriber())
        .with("state", parked == null ? "waiting" : "parked")
        .with("reason", parked == null ? null : parked.reason())
        .with("event", told(staged.delivery().event()))
        .with("client", told(staged.delivery().client()))
        .told();
  }

  static PersonalRecord of(AuditEntry entry) {
    return new Facts(entry.id().value().toString())
        .with("id", entry.id().value())
        .with("at", entry.event().at())
        .with("type", entry.event().getClass().getSimpleName())
        .with("event", told(entry.event()))
        .with("ip", entry.client().address())
        .with("user_agent", entry.client().userAgent())
        .with("request_id", entry.client().requestId())
        .told();
  }

  private static Map<String, Object> told(AuthEvent event) {
    Instant at = event.at();
    return Map.of("at", at.toString(), "told", event.toString());
  }

  private static @Nullable Map<String, String> told(ClientHints hints) {
    return hints.isEmpty() ? null : hints.fields();
  }

  private static Map<String, Object> told(ClientContext client) {
    return new Facts("")
        .with("address", client.address())
        .with("user_agent", client.userAgent())
        .with("request_id", client.requestId())
        .with("hints", told(client.hints()))
        .with("language", tag(client.language()))
        .facts;
  }

  private static @Nullable String tag(@Nullable Language language) {
    return language == null ? null : language.tag();
  }
}
