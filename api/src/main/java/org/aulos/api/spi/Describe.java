package org.aulos.api.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an option means, or, on the options record itself, what the component does: one sentence
 * with units and range. Shown by {@code aulos describe}, by the JSON Schema and in error messages.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Describe {
  /** The sentence. */
  String value();
}
