/**
 * Finds plugins that lie beside Aulos, says what is in them without running them, and loads them,
 * each isolated from the others.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.plugin;
