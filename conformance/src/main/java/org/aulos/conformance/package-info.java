/** Runs the contracts of the testkit against plugins that are built. */
@org.jspecify.annotations.NullMarked
package org.aulos.conformance;
