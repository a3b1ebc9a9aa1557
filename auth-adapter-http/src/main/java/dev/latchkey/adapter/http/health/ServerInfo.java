package dev.latchkey.adapter.http.health;

/** What the server says of itself to anybody. */
public record ServerInfo(String name, String version, String baseUrl, boolean hasInbox) {}
