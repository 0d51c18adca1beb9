/** Tries metrics on clips that are made worse step by step. */
@NullMarked
package org.aulos.runtime.ladder;

import org.jspecify.annotations.NullMarked;
