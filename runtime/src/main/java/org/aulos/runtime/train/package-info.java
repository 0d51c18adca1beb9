/** Training: what a trainer learns from, decoded ahead of it, and what is written of its steps. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.train;
