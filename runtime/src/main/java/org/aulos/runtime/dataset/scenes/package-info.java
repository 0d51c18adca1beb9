/** The sounds and backgrounds of the data set {@code synthetic-scenes}, and how a clip is mixed. */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.dataset.scenes;
