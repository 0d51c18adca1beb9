/**
 * BYOL-A and its difference-aware extension. Public are the options of the components; {@code aulos
 * describe} prints them.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.plugins.byola;
