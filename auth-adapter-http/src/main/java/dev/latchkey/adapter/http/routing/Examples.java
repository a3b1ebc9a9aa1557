package dev.latchkey.adapter.http.routing;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** What the examples of the documentation have in common. None of it opens anything anywhere. */
public final class Examples {
  public static final UUID USER = UUID.fromString("019a8b2e-4f10-7c3d-9e52-6a1b0c8d7e6f");
  public static final UUID SESSION = UUID.fromString("019a8b2e-52d4-7a18-8f36-2b9c4d5e6f70");
  public static final UUID DEVICE = UUID.fromString("019a8b2e-58c1-7e42-93ab-4c5d6e7f8091");
  public static final UUID REGISTRATION = UUID.fromString("019a8b2c-1e05-7b94-a1c7-3d2e5f60718a");
  public static final UUID REQUEST = UUID.fromString("019a8b2e-6b3f-7d20-b5a4-9c8e7f605142");

  public static final Instant BEFORE = Instant.parse("2026-11-16T09:12:45.204518Z");
  public static final Instant THEN = Instant.parse("2026-11-16T09:30:02.671309Z");
  public static final Instant LATER = Instant.parse("2026-12-16T09:30:02.671309Z");

  public static final UUID PASSKEY = UUID.fromString("019a8b2f-0c41-7e35-93d7-5b8a1f2e4c60");
  public static final UUID CEREMONY = UUID.fromString("019a8b2f-1a52-7f46-84e8-6c9b203f5d71");
  public static final String CHALLENGE = "YW4tZXhhbXBsZS1vZi1hLWNoYWxsZW5nZS1vZi1vdXI";
  public static final String USER_HANDLE = "AZqLLk8QfD2eUmobDI1-bw";
  public static final Map<String, Object> MADE_PASSKEY =
      Map.of(
          "id", "pH2vXcY0b1m3wQ9sT7uJ5g",
          "rawId", "pH2vXcY0b1m3wQ9sT7uJ5g",
          "type", "public-key",
          "response", Map.of("clientDataJSON", "eyJ9", "attestationObject", "o2Nm"),
          "clientExtensionResults", Map.of());
  public static final Map<String, Object> SHOWN_PASSKEY =
      Map.of(
          "id", "pH2vXcY0b1m3wQ9sT7uJ5g",
          "rawId", "pH2vXcY0b1m3wQ9sT7uJ5g",
          "type", "public-key",
          "response",
              Map.of(
                  "clientDataJSON", "eyJ9",
                  "authenticatorData", "SZYN",
                  "signature", "MEUC",
                  "userHandle", USER_HANDLE),
          "clientExtensionResults", Map.of());

  public static final String EMAIL = "ada@example.com";
  public static final String OTHER_EMAIL = "ada.lovelace@example.org";
  public static final String NAME = "Ada Lovelace";
  public static final String LANGUAGE = "en-GB";
  public static final String PASSWORD = "correct horse battery staple";
  public static final String OTHER_PASSWORD = "another horse, another battery";
  public static final String DIGITS = "40718293";
  public static final String CONTINUATION = "sD3yP0mWq8Xb1vN5cR7tK2uE9hJ4gF6aLzQxYwVoBiM";
  public static final String ACCESS_TOKEN =
      "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIwMTlhOGIyZSJ9.ZXhhbXBsZQ";
  public static final String REFRESH_TOKEN = "lkr_ZXhhbXBsZSBvZiBhIHJlZnJlc2ggdG9rZW4";
  public static final String UNDO_TOKEN = "Wm5vdC1hLXJlYWwtdG9rZW4tYnV0LWFuLWV4YW1wbGU";
  public static final String NOT_ME_TOKEN = "bm90IG1lLCBhIHRva2VuIGZyb20gYSBub3RpY2UtLS0";
  public static final String RESET_TOKEN = "UmVzZXQtYS1wYXNzd29yZC13aXRoLXRoaXMtdG9rZW4";
  public static final String CURSOR = "AQGai0_R2XyZnqtcW4E_-g4";

  private Examples() {}
}
