package dev.latchkey.adapter.http.routing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON bodies into records, strictly: whatever the record does not say is refused. What
 * cannot be read at all is 400; what can be read but lacks something is 422 and names every field
 * at once. No answer repeats a value.
 */
public final class RequestBodies {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_NUMBER = 40;

  /** Longer than any name of ours, shorter than any token or id. */
  private static final int LONGEST_REPEATED = 32;

  private final RequestText text;
  private final JsonMapper mapper;
  private final Validator validator;

  /**
   * @param limit bytes that a body may have
   */
  public RequestBodies(int limit) {
    text = new RequestText(limit);
    mapper = mapper(limit);
    validator = validator();
  }

  private static JsonMapper mapper(int limit) {
    var constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNameLength(LONGEST_NAME)
            .maxNumberLength(LONGEST_NUMBER)
            .maxStringLength(limit)
            .build();
    var factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(new SimpleModule().addDeserializer(String.class, new PlainText()))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .build();
  }

  private static Validator validator() {
    try (var validators =
        Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()) {
      return validators.getValidator();
    }
  }

  /** The body; one is required. */
  <B> B read(Context ctx, Class<B> type) {
    var body = readIfAny(ctx, type);
    if (body == null) {
      throw RequestText.malformed("a JSON body is required");
    }
    return body;
  }

  /** The body, or null when nothing was sent. */
  <B> @Nullable B readIfAny(Context ctx, Class<B> type) {
    return readIfAny(ctx.req(), type);
  }

  <B> @Nullable B readIfAny(HttpServletRequest request, Class<B> type) {
    var sent = text.read(request, Route.Encoding.JSON);
    return sent.isEmpty() ? null : checked(parse(sent.get(), type));
  }

  /** The fields of a form, as strictly as those of a JSON object. */
  <B> B readForm(HttpServletRequest request, Class<B> type) {
    var sent = text.read(request, Route.Encoding.FORM);
    return checked(parse(mapper.valueToTree(Form.fields(sent.orElse(""))).toString(), type));
  }

  private <B> B parse(String json, Class<B> type) {
    try {
      var body = mapper.readValue(json, type);
      if (body == null) {
        throw RequestText.malformed("the body must be a JSON object");
      }
      return body;
    } catch (JsonProcessingException unreadable) {
      throw RequestText.malformed(why(unreadable));
    }
  }

  private static String why(JsonProcessingException unreadable) {
    return switch (unreadable) {
      case UnrecognizedPropertyException unknown ->
          "unknown field: " + printable(unknown.getPropertyName());
      case JsonMappingException mismatch when !path(mismatch).isEmpty() ->
          "wrong type of value: " + path(mismatch);
      case JsonParseException broken when broken.getLocation() != null ->
          "not valid JSON at line %d, column %d"
              .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
      default -> "the body is not the JSON object that is expected here";
    };
  }

  private static String path(JsonMappingException mismatch) {
    return mismatch.getPath().stream()
        .map(JsonMappingException.Reference::getFieldName)
        .filter(Objects::nonNull)
        .map(RequestBodies::printable)
        .collect(Collectors.joining("."));
  }

  /** Names come from strangers, who mistake one thing for another: no token or code is repeated. */
  private static String printable(String name) {
    return name.length() > LONGEST_REPEATED ? "?" : name.replaceAll("[^A-Za-z_.-]", "?");
  }

  private <B> B checked(B body) {
    var violations = validator.validate(body);
    if (violations.isEmpty()) {
      return body;
    }
    List<FieldError> errors =
        violations.stream()
            .map(RequestBodies::error)
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
            .toList();
    throw new ProblemException(ProblemReply.invalid(errors));
  }

  private static FieldError error(ConstraintViolation<?> violation) {
    var field = snakeCase(violation.getPropertyPath().toString());
    return switch (violation.getConstraintDescriptor().getAnnotation()) {
      case NotNull missing -> FieldError.required(field);
      case Size size -> FieldError.tooLong(field);
      default -> FieldError.invalid(field);
    };
  }

  private static String snakeCase(String property) {
    return property.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
