/** Joins the contract of trainers to the loop that trains. */
module org.aulos.training {
  requires transitive org.aulos.api;
  requires transitive org.aulos.nn;
  requires static org.jspecify;

  exports org.aulos.training;
}
