package org.aulos.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.aulos.api.OptionsException;
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

  /** Whether one of them was given. */
  boolean isGiven() {
    return extractor != null || encoder != null;
  }

  /**
   * The assignments that configure the system.
   *
   * @throws OptionsException if none is named here, in a file or in {@code -o}
   */
  List<String> assignments(@Nullable Path config, JobOptions job) {
    if (encoder == null && config == null && !job.sets("systems")) {
      throw new OptionsException(
          "name an encoder, and the extractor that it needs, as in -x mfcc -e statistics; 'aulos list' shows them");
    }
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
