/** Tags: the words in them, and the vectors of words. */
@NullMarked
package org.aulos.plugins.coala.tags;

import org.jspecify.annotations.NullMarked;
