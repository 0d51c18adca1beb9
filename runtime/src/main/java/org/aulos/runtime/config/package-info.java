/**
 * Strict configuration: YAML with the place of every value, bound onto option records, all problems
 * reported together.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.config;
