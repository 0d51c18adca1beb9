package com.acme.generator;

import org.aulos.api.Generator;
import org.aulos.testkit.GeneratorContract;

class TemplateGeneratorTest implements GeneratorContract {
  @Override
  public Generator generator() {
    return new TemplateGenerator(110, 4);
  }
}
