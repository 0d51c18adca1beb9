package org.aulos.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name a system: an extractor, if the encoder needs one, and an encoder. */
final class SystemOptions {
  static final String NAME = "system";

  @Option(
      names = {"-x", "--extractor"},
      paramLabel = "NAME",
      description =
          "The extractor, by name or as YAML: -x mfcc, -x '{use: mfcc, coefficients: 13}'.")
  private @Nullable String extractor;

  @Option(
      names = {"-e", "--encoder"},
      paramLabel = "NAME",
      description = "The encoder, by name or as YAML.")
  private @Nullable String encoder;

  /** The assignments that configure the system. */
  List<String> assignments() {
    List<String> assignments = new ArrayList<>();
    if (extractor != null) {
      assignments.add("systems." + NAME + ".extractor=" + extractor);
    }
    if (encoder != null) {
      assignments.add("systems." + NAME + ".encoder=" + encoder);
    }
    return assignments;
  }
}
