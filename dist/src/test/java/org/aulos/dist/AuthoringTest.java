package org.aulos.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The way of an author of plugins, from a fresh clone. */
class AuthoringTest {
  @Test
  void aNewPluginBuildsAwayFromTheSourcesOfAulos() throws IOException, InterruptedException {
    FreshClone clone = FreshClone.in(Path.of("target", "authoring"));

    Launched run =
        clone.run(
            """
            ./mvnw -q -DskipTests -pl bom,testkit -am install
            ./aulos plugin new --role encoder --name acme-pitch --package com.acme.pitch ../acme-pitch
            ./mvnw -f ../acme-pitch verify
            ./aulos describe encoder:acme-pitch --plugins ../acme-pitch/target/plugins
            """);

    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .containsPattern("Tests run: [1-9]\\d, Failures: 0, Errors: 0, Skipped: 0")
        .contains("encoder:acme-pitch  (plugin acme-pitch 0.1.0, ", "Parts of a clip; 1 or more.");
  }
}
