package org.aulos.runtime.plugin;

import org.aulos.testkit.SourceJar;

/** Sources of plugins, from which tests build what they need. */
final class Acme {
  /** The descriptor of module {@code acme}. */
  static final String MODULE =
      """
      module acme {
        requires org.aulos.api;
        exports acme;
        provides org.aulos.api.spi.Plugin with acme.AcmePlugin;
      }
      """;

  private static final String PLUGIN =
      """
      package acme;

      import java.util.List;
      import org.aulos.api.spi.Component;
      import org.aulos.api.spi.Plugin;

      public final class AcmePlugin implements Plugin {
        public AcmePlugin() {
          CONSTRUCTOR
        }

        @Override
        public String name() {
          NAME
        }

        @Override
        public List<Component<?, ?>> components() {
          COMPONENTS
        }
      }
      """;

  private static final String COMPONENTS =
      """
      return List.of(
          Component.encoder(
              "ENCODER", new acme.AcmeOptions(3), (options, resources) -> { throw new UnsupportedOperationException(); }));
      """;

  private static final String OPTIONS =
      """
      package acme;

      public record AcmeOptions(int parts) {
        public AcmeOptions {
          if (parts < 1) {
            throw new IllegalArgumentException("expected parts >= 1 but was " + parts);
          }
        }
      }
      """;

  private final String constructor;
  private final String name;
  private final String encoder;
  private final String components;
  private final String options;

  private Acme(String constructor, String name, String encoder, String components, String options) {
    this.constructor = constructor;
    this.name = name;
    this.encoder = encoder;
    this.components = components;
    this.options = options;
  }

  /** Plugin {@code acme} with encoder {@code crossings}, all in order. */
  static Acme plugin() {
    return new Acme("", "return \"acme\";", "crossings", COMPONENTS, OPTIONS);
  }

  Acme named(String other) {
    return withName("return \"" + other + "\";");
  }

  Acme withName(String statements) {
    return new Acme(constructor, statements, encoder, components, options);
  }

  Acme offering(String other) {
    return new Acme(constructor, name, other, components, options);
  }

  Acme withConstructor(String statements) {
    return new Acme(statements, name, encoder, components, options);
  }

  Acme withComponents(String statements) {
    return new Acme(constructor, name, encoder, statements, options);
  }

  Acme withOptions(String source) {
    return new Acme(constructor, name, encoder, components, source);
  }

  /** Its classes alone. */
  SourceJar classes(String jar) {
    return SourceJar.named(jar)
        .with(
            PLUGIN
                .replace("CONSTRUCTOR", constructor)
                .replace("NAME", name)
                .replace("COMPONENTS", components)
                .replace("ENCODER", encoder))
        .with(options);
  }

  /** Its classes and the descriptor of module {@code acme}. */
  SourceJar module(String jar) {
    return classes(jar).with(MODULE);
  }

  /** Its classes and the list of services. */
  SourceJar classPath(String jar) {
    return classes(jar)
        .withResource("META-INF/services/org.aulos.api.spi.Plugin", "acme.AcmePlugin\n");
  }
}
