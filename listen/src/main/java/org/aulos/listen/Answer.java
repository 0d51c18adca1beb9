package org.aulos.listen;

/**
 * A score that was given.
 *
 * @param rater number of the rater, from 1 in the order of coming
 * @param clip what was heard
 * @param question name of the question
 * @param value 1 to 5
 */
record Answer(int rater, ClipKey clip, String question, int value) {}
