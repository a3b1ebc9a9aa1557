package dev.latchkey.adapter.http.routing;

/** The parts that the documentation of the interface is divided into, in their order. */
public enum Chapter {
  REGISTRATION(
      "Registration",
      "An address, the code that proves it, and a first way in. An account begins where its address"
          + " is proven."),
  PASSWORD("Password", "Signing in with address and password, and what to do when it is lost."),
  PASSKEY(
      "Passkey",
      "Signing in without a password (Web Authentication, Level 3), and the passkeys one has."),
  SESSION(
      "Session", "Staying signed in, seeing where, and signing out: here, there, or everywhere."),
  DEVICE("Devices", "Those from which somebody signed in before, known by what they keep of that."),
  USER("User", "What a user says about himself."),
  NOTICE("Notices", "What a user says to a notice that his account was used."),
  ADDRESS("Address", "Another address for the account, and going back to the one before."),
  LEAVING("Leaving", "Being deleted, thinking better of it, and taking along what is known."),
  PAGES(
      "Pages",
      "What people see in a browser. They go by cookies, and their forms are taken from them alone."
          + " Whoever is not signed in is led to where he can be; programs are refused as"
          + " everywhere."),
  KEY("Keys", "What resource servers need, to verify access tokens by themselves."),
  HEALTH("Health", "What the server is, whether it is up, and whether it takes requests."),
  DOCUMENTATION("Documentation", "This document, and pages that show it."),
  DEVELOPMENT("Development", "Conveniences of local mode. Nowhere else do they exist.");

  private final String title;
  private final String about;

  Chapter(String title, String about) {
    this.title = title;
    this.about = about;
  }

  public String title() {
    return title;
  }

  public String about() {
    return about;
  }
}
