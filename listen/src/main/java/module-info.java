/**
 * Listening tests: a page on this machine plays the clips of several systems, blind, and raters
 * score them; a report sums the scores up. A module of its own for its audience, people who listen,
 * and for its database.
 */
module org.aulos.listen {
  requires transitive org.aulos.runtime;
  requires com.fasterxml.jackson.databind;
  requires java.sql;
  requires jdk.httpserver;
  requires org.apache.commons.csv;
  requires org.aulos.audio;
  requires org.aulos.dsp;
  requires static org.jspecify;

  exports org.aulos.listen;
}
