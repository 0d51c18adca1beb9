/**
 * The stable contracts of Aulos and their values. A plugin needs this module and nothing else of
 * the framework.
 *
 * <p>{@link org.aulos.api} holds what flows through a pipeline and the contracts of its stages,
 * {@link org.aulos.api.spi} how a plugin offers its stages. Tensors are DJL's, hence the transitive
 * requirement.
 */
module org.aulos.api {
  requires transitive ai.djl.api;
  requires static org.jspecify;

  exports org.aulos.api;
  exports org.aulos.api.spi;
}
