package dev.latchkey.adapter.http.documentation;

import dev.latchkey.adapter.http.routing.CookieStyle;

/**
 * What the documentation says that is in no route.
 *
 * @param name of the application
 * @param basePath below which all routes are; may be empty
 * @param maxBodyBytes that a request may have
 */
public record ApiInfo(
    String name, String version, String basePath, int maxBodyBytes, CookieStyle cookies) {}
