/**
 * The stable contracts of Aulos and their values. A plugin needs this module and nothing else of
 * the framework.
 */
module org.aulos.api {
  requires transitive ai.djl.api;
  requires static org.jspecify;

  exports org.aulos.api;
}
