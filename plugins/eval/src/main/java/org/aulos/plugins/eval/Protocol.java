package org.aulos.plugins.eval;

/** How a probe parts the clips into those it learns from and those it is tested on. */
public enum Protocol {
  /**
   * {@link #SPLIT} if there are folds named {@code train} and {@code test}, {@link
   * #LEAVE_ONE_FOLD_OUT} if there are other folds, {@link #STRATIFIED} if there are none.
   */
  AUTO,
  /** Learns from the clips of fold {@code train}, is tested on those of fold {@code test}. */
  SPLIT,
  /** Is tested on each official fold after learning from all the others. */
  LEAVE_ONE_FOLD_OUT,
  /** Heeds no official folds: deals the clips of each class at random to folds of its own. */
  STRATIFIED
}
