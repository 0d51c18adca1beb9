/** Intervals and tests over what was found for each clip. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.statistics;
