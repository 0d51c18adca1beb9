package org.aulos.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where commands print: to the output that the command line was given. */
final class Printing {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Printing() {}

  static void print(CommandSpec spec, String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  static void line(CommandSpec spec, String text) {
    print(spec, text + System.lineSeparator());
  }

  static void json(CommandSpec spec, Object value) {
    line(spec, toJson(value));
  }

  static String toJson(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
    }
  }
}
