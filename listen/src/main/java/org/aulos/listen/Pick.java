package org.aulos.listen;

/**
 * The clip that a rater found best.
 *
 * @param rater number of the rater, from 1 in the order of coming
 * @param clip what was picked
 */
record Pick(int rater, ClipKey clip) {}
