package dev.latchkey.adapter.http.page;

import java.util.Locale;

/** The pages of an account, in the order in which they are offered on each of them. */
public enum Room {
  ACCOUNT("/account"),
  PROFILE("/account/profile"),
  EMAIL("/account/email"),
  PASSKEYS("/account/passkeys"),
  PASSWORD("/account/password"),
  SESSIONS("/account/sessions"),
  DEVICES("/account/devices"),
  ACTIVITY("/account/activity"),
  DATA("/account/data");

  private final String path;

  Room(String path) {
    this.path = path;
  }

  /** Where it is; its forms are sent there, or below. */
  public String path() {
    return path;
  }

  /** The key of the text that offers it. */
  String text() {
    return "rooms." + name().toLowerCase(Locale.ROOT);
  }
}
