/** The commands of {@code aulos}, one class each. */
@org.jspecify.annotations.NullMarked
package org.aulos.cli;
