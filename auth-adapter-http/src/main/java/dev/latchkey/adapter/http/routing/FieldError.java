package dev.latchkey.adapter.http.routing;

/**
 * What is wrong with one field of a body: the field as the client wrote it, a stable code, and a
 * sentence for people. Never holds the value.
 */
public record FieldError(String field, String code, String message) {

  public static FieldError required(String field) {
    return new FieldError(field, "required", "is required");
  }

  public static FieldError tooLong(String field) {
    return new FieldError(field, "too_long", "is too long");
  }

  public static FieldError invalid(String field) {
    return new FieldError(field, "invalid", "is not valid");
  }
}
