package org.aulos.listen;

/**
 * What a rater wrote beside a prompt.
 *
 * @param rater number of the rater, from 1 in the order of coming
 * @param prompt name of the prompt
 * @param text what was written
 */
record Comment(int rater, String prompt, String text) {}
