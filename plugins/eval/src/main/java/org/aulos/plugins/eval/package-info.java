/** Baseline features and the metrics that judge every method. */
@org.jspecify.annotations.NullMarked
package org.aulos.plugins.eval;
