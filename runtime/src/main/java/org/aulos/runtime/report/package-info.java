/**
 * The report of a benchmark run: one HTML file that needs no network and no other file.
 *
 * <p>Each section of the page is a record that is computed from the run's folder and filled into a
 * Mustache template, which escapes everything that comes from data.
 */
@NullMarked
package org.aulos.runtime.report;

import org.jspecify.annotations.NullMarked;
