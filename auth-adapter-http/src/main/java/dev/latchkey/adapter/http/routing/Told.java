package dev.latchkey.adapter.http.routing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the documentation says about a field of a body, beside its name and type. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Told {

  /** A sentence. */
  String value();

  /** What kind of text it is, by the formats of JSON Schema and OpenAPI; none without a word. */
  String format() default "";
}
