/** What a plugin offers to the runtime, and what the runtime lends to a plugin. */
@org.jspecify.annotations.NullMarked
package org.aulos.api.spi;
