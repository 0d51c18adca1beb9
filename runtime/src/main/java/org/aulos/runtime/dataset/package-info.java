/**
 * The data sets that come with Aulos: {@code synthetic-scenes}, which needs no download, and those
 * that read recordings: {@code esc-50}, {@code folders} and {@code manifest}.
 */
@org.jspecify.annotations.NullMarked
package org.aulos.runtime.dataset;
