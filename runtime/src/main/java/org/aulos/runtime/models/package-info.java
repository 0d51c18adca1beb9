/**
 * Pretrained models: which there are, how they are fetched, checked and kept.
 *
 * <p>A {@link org.aulos.runtime.models.ModelManifest} says where models come from; a {@link
 * org.aulos.runtime.models.ModelStore} holds those that are installed. Only {@link
 * org.aulos.runtime.models.Downloader} opens connections, and only when it is told to.
 */
@NullMarked
package org.aulos.runtime.models;

import org.jspecify.annotations.NullMarked;
