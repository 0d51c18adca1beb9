/**
 * The data sets that come with Aulos: {@code synthetic-scenes}, which needs no download, those that
 * read recordings, such as {@code esc-50}, {@code folders} and {@code manifest}, and {@code
 * background-known}, which is made from others.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.dataset;
