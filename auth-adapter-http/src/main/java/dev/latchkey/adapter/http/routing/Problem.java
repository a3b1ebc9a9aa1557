package dev.latchkey.adapter.http.routing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be wrong, by its stable code. Answered as {@code application/problem+json}
 * (RFC 9457); codes never change their meaning, and clients decide by them.
 */
public enum Problem {
  MALFORMED_REQUEST(
      400,
      "The request is malformed",
      "The request, or the JSON in it, cannot be read: broken syntax, an unknown or repeated field,"
          + " a value of the wrong type, or text that is not valid UTF-8.",
      "Compare the request with the documentation of the route; do not repeat it unchanged."),
  INVALID_CODE(
      400,
      "The code is not valid",
      "The code is wrong, has expired, was used or replaced by a newer one, or was answered wrongly"
          + " too often.",
      "Read the newest mail again, or ask for another code."),
  INVALID_CONTINUATION(
      400,
      "The registration cannot be continued",
      "The continuation is unknown, used, expired, or belongs to another registration.",
      "Verify the address again; the registration may have to be started anew."),
  INVALID_UNDO_TOKEN(
      400,
      "It cannot be undone with this token",
      "The token is unknown, was used or replaced by a newer one, or comes too late.",
      "Use the token of the newest mail; while signed in, a deletion can be undone without one."),
  INVALID_RESET_TOKEN(
      400,
      "The password cannot be set with this token",
      "The token is unknown, has expired, was used or replaced by a newer one, or something about"
          + " signing in has changed since it was sent.",
      "Use the token of the newest mail, or ask for another one."),
  INVALID_PASSKEY(
      400,
      "The passkey was not accepted",
      "The ceremony is unknown, used, expired or of another session, or what the authenticator"
          + " answered is not what was asked of it.",
      "Ask for other options and make a passkey anew; an answer is looked at once."),
  INVALID_NOTICE_TOKEN(
      400,
      "Nothing can be disavowed with this token",
      "The token is unknown, has expired, was used or replaced by a newer one, or another one has"
          + " settled what it was for.",
      "Use the token of a newer notice, or have a new password mailed."),
  UNSUPPORTED_TRANSPORT(
      400,
      "This way of carrying tokens is not supported",
      "The header X-Auth-Transport asks for something that this server does not offer.",
      "Leave the header out, or send the value bearer or cookie, once."),
  AMBIGUOUS_CREDENTIALS(
      400,
      "The request shows credentials in two ways",
      "The request carries tokens both in cookies and in its headers or body, or one cookie twice.",
      "Send tokens in one way only; delete the cookies, or do not send them."),
  INVALID_CURSOR(
      400,
      "The cursor is not valid",
      "The cursor is none that this list gave out.",
      "Send next_cursor of the answer before as it is, or start without a cursor."),
  UNAUTHENTICATED(
      401,
      "Authentication is required",
      "The route is for signed-in users, and the request carries no access token.",
      "Sign in, and send the access token as Authorization: Bearer, or the cookies; with cookies"
          + " alone, renew the session first."),
  INVALID_TOKEN(
      401,
      "The access token is not valid",
      "The access token is malformed, expired, or its session has ended.",
      "Renew the session with the refresh token, or sign in again."),
  REAUTHENTICATION_REQUIRED(
      401,
      "A fresh sign-in is required",
      "The access token is valid, but the user signed in too long ago for what was asked.",
      "Show the password again, or sign in anew, and repeat the request with the new access token at"
          + " once."),
  INVALID_CREDENTIALS(
      401,
      "The credentials are not valid",
      "Address and password do not belong together, or may not sign in now.",
      "Check both and try again after a while; a new account must verify its address first."),
  UNKNOWN_CREDENTIAL(
      401,
      "Nobody has this passkey",
      "The passkey that was shown belongs to no account: it was removed, or its account is gone.",
      "Have the browser signal it as unknown, so that it is offered no more; sign in another way."),
  INVALID_GRANT(
      401,
      "The refresh token is not valid",
      "The refresh token is unknown, spent, expired, or its session has ended.",
      "Sign in again."),
  FORBIDDEN(
      403,
      "This is not allowed",
      "The server understood the request and refuses it.",
      "Do not repeat it; another account or another way of asking may be allowed."),
  CROSS_SITE_REQUEST(
      403,
      "The request comes from another site",
      "The request uses or asks for cookies, or is the form of a page, and does not show that it"
          + " comes from a page of this site or of an origin that is listed.",
      "Send it by script from a listed origin; outside of browsers, use the transport bearer."),
  NOT_FOUND(
      404,
      "There is nothing here",
      "No route has this path, or the thing it names does not exist for the caller.",
      "Check the path; paths have no trailing slash and are case-sensitive."),
  METHOD_NOT_ALLOWED(
      405,
      "The method is not allowed here",
      "The path exists, but not for this method.",
      "Use one of the methods in the Allow header."),
  REQUEST_TIMEOUT(
      408,
      "The request took too long",
      "The request arrived too slowly, or not completely.",
      "Send it again over a better connection."),
  ALREADY_REGISTERED(
      409,
      "The address has an account",
      "The mailbox was proven, but an account was made for its address meanwhile.",
      "Sign in to that account, or recover it."),
  PASSKEY_TAKEN(
      409,
      "The passkey belongs to an account already",
      "A passkey with this id was added before, by whomever; it stays where it is.",
      "Make another one."),
  TOO_MANY_PASSKEYS(
      409,
      "There are too many passkeys",
      "The account has as many passkeys as it may have.",
      "Remove one that is no longer used."),
  NO_PASSKEY(
      409,
      "There is no passkey",
      "The account has no passkey that could be shown.",
      "Show the password instead."),
  LAST_WAY_IN(
      409,
      "It is the last way in",
      "Without this passkey nobody could sign in to the account any more.",
      "Add another passkey or a password first."),
  PAYLOAD_TOO_LARGE(
      413,
      "The body is too large",
      "The body is larger than the server takes.",
      "Send less; no request of this interface needs so much."),
  URI_TOO_LONG(
      414,
      "The address of the request is too long",
      "Path and query are longer than the server takes.",
      "Shorten the query."),
  UNSUPPORTED_MEDIA_TYPE(
      415,
      "The body is in a form that is not taken",
      "Bodies are in the form that the route takes, JSON most often, in UTF-8 without compression,"
          + " and say so.",
      "Send the Content-Type that the route takes, and no Content-Encoding."),
  INVALID_FIELDS(
      422,
      "Some fields are not valid",
      "The request can be read, but fields are missing or have values that are not taken.",
      "Correct the fields that are listed in errors."),
  TOO_MANY_REQUESTS(
      429,
      "Too many requests",
      "This was asked for too often, from one place or for one account; nothing was done.",
      "Try again after the seconds in the Retry-After header."),
  HEADERS_TOO_LARGE(
      431,
      "The headers are too large",
      "Request line and headers together are larger than the server takes.",
      "Send fewer or smaller headers and cookies."),
  INTERNAL_ERROR(
      500,
      "Something went wrong on our side",
      "The server met a fault of its own and wrote it to its log under the id in instance.",
      "Try again later; give the id to whoever runs the server."),
  NOT_IMPLEMENTED(
      501,
      "The server does not know how to do that",
      "The request uses a feature of HTTP that the server does not have.",
      "Use plain HTTP/1.1 requests as documented."),
  OVERLOADED(
      503,
      "Too much to do at once",
      "The server has more work than it takes on; nothing of this request was done.",
      "Try again after the seconds in the Retry-After header."),
  UNAVAILABLE(
      503,
      "Not available now",
      "Something that the server depends on does not answer, or the server is shutting down.",
      "Try again after the seconds in the Retry-After header."),
  HTTP_VERSION_NOT_SUPPORTED(
      505,
      "This version of HTTP is not supported",
      "The request is in a version of HTTP that the server does not speak.",
      "Use HTTP/1.1.");

  private static final String NAMESPACE = "urn:latchkey:problem:";

  private final int status;
  private final String title;
  private final String meaning;
  private final String remedy;

  Problem(int status, String title, String meaning, String remedy) {
    this.status = status;
    this.title = title;
    this.meaning = meaning;
    this.remedy = remedy;
  }

  /** The problem that stands for a status which no route of ours chose. */
  public static Problem ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 503 -> UNAVAILABLE;
      default ->
          byStatus(status)
              .orElse(status < 400 || status >= 500 ? INTERNAL_ERROR : MALFORMED_REQUEST);
    };
  }

  private static Optional<Problem> byStatus(int status) {
    return Arrays.stream(values()).filter(problem -> problem.status == status).findFirst();
  }

  /** What clients decide by: lower case with underscores. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The {@code type} of RFC 9457. */
  public String type() {
    return NAMESPACE + code();
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** What happened. */
  public String meaning() {
    return meaning;
  }

  /** What to do about it. */
  public String remedy() {
    return remedy;
  }
}
