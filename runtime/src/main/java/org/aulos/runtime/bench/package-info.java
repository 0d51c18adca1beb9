/** Benchmarks: a matrix of systems and tasks from one configuration. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.bench;
