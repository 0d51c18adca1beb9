/** Contracts, signals and golden numbers for the tests of plugins. */
@org.jspecify.annotations.NullMarked
package org.aulos.testkit;
