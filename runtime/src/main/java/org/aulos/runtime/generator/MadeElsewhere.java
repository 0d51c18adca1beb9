package org.aulos.runtime.generator;

/** A generator whose clips are not made in this process: its device and memory are not known. */
public interface MadeElsewhere {
  /** Whether a clip is made when it is asked for; else it was there before, and is only read. */
  boolean onDemand();
}
