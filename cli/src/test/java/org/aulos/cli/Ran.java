package org.aulos.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** What a command line did. */
record Ran(int code, String out, String err) {
  /** Runs a command line in this process; paths are given as they are. */
  static Ran aulos(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
    int code = AulosCommand.execute(new PrintWriter(out), new PrintWriter(err), texts);
    return new Ran(code, out.toString(), err.toString());
  }

  /** The output, read as JSON; fails if there is anything else in it. */
  JsonNode json() throws JacksonException {
    return JsonMapper.builder()
        .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build()
        .readTree(out);
  }
}
