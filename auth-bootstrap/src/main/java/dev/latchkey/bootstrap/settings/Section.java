package dev.latchkey.bootstrap.settings;

/** The chapters of the configuration, in the order in which they are documented. */
enum Section {
  SERVER("Server"),
  SECRETS("Secrets"),
  DATABASE("Database"),
  MAIL("Mail"),
  PAGES("Pages"),
  TOKENS("Tokens and sessions"),
  SIGN_UP("Passwords, passkeys, registration and leaving"),
  DEVICES("Devices and places"),
  LIMITS("Limits"),
  OPERATION("Operation");

  private final String title;

  Section(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
