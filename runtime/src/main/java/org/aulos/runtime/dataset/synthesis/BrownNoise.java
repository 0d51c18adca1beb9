package org.aulos.runtime.dataset.synthesis;

/** Brown noise: white noise through a leaky integrator, scaled to keep its power. */
final class BrownNoise implements Noise {
  private final Dice dice;
  private final double keep;
  private final double gain;
  private double level;

  BrownNoise(Dice dice, double keep) {
    this.dice = dice;
    this.keep = keep;
    this.gain = StrictMath.sqrt(1 - keep * keep);
  }

  @Override
  public double next() {
    level = keep * level + gain * dice.white();
    return level;
  }
}
