package dev.latchkey.bootstrap.survival;

import dev.latchkey.bootstrap.survival.Web.Answer;
import java.util.ArrayList;
import java.util.List;

/** What somebody holds of a session. Guarded by its account. */
final class Held {
  private final String session;
  private final List<String> spent = new ArrayList<>();
  private String access;
  private String refresh;

  Held(String session, String access, String refresh) {
    this.session = session;
    this.access = access;
    this.refresh = refresh;
  }

  static Held of(Answer answer) {
    return new Held(
        answer.text("session_id"), answer.text("access_token"), answer.text("refresh_token"));
  }

  String session() {
    return session;
  }

  String access() {
    return access;
  }

  String refresh() {
    return refresh;
  }

  /** Refresh tokens that were traded. */
  List<String> spent() {
    return spent;
  }

  /** An answer may come late, when its token was traded by another client long ago. */
  void renew(String shown, String newAccess, String newRefresh) {
    if (refresh.equals(shown)) {
      spent.add(refresh);
      refresh = newRefresh;
    }
    access = newAccess;
  }
}
