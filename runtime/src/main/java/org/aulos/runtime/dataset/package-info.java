/**
 * The data sets that come with Aulos: {@code synthetic-scenes}, which needs no download, those that
 * read recordings, in a layout of yours or of their authors, and those that are made from others:
 * {@code background-known}, {@code difference-pairs}, {@code clips-of} and {@code transposed}.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.dataset;
