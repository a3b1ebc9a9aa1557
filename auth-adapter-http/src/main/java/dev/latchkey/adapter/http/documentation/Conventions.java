package dev.latchkey.adapter.http.documentation;

/** What holds for the whole interface, for people, in Markdown. */
final class Conventions {
  private Conventions() {}

  static String of(ApiInfo info) {
    return """
        Registration with proven addresses, sign-in, sessions and tokens.

        ## Bodies

        JSON in UTF-8, uncompressed, at most %d bytes. Names are `snake_case`, times are ISO 8601 in UTC,
        ids are UUIDs. Bodies are read strictly: an unknown or repeated field, a value of the wrong type,
        or anything after the object is `malformed_request`. Answers may have more fields one day.

        ## Refusals

        Every refusal is `application/problem+json` (RFC 9457). Decide by its `code`, which never changes
        its meaning; `instance` is the id of the request, which is in the header `X-Request-Id` of every
        answer too. 429 and 503 say in `Retry-After` when to come again. The problems of the response
        `default` may be met at any path.

        ## Limits

        Requests are counted by the client's address, and those of some calls by the account they are
        about. Too many are 429 `too_many_requests`, with `Retry-After`, `RateLimit-Policy` and `RateLimit`
        (draft-ietf-httpapi-ratelimit-headers). They do not tell which count it was. Nothing was done then.

        ## Credentials

        Send the access token as `Authorization: Bearer`, or use cookies: with `X-Auth-Transport: cookie`
        a call that issues tokens sets them as cookies, which no script can read, and leaves them out of
        the body. Send them in one way only. With cookies, requests that change something must come from a
        page of this site, or of an origin that the server lists.

        ## Lists

        `limit` and `cursor` choose a part of a list; `next_cursor` leads to the next one, and is null at
        the end.

        ## Methods

        Whatever answers GET answers HEAD; every path answers OPTIONS with the methods it has.
        """
        .formatted(info.maxBodyBytes());
  }
}
