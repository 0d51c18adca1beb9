package org.aulos.runtime.dataset.synthesis;

/** Pink noise: the k-th of the held numbers changes every 2^(k+1) samples, a last one at each. */
final class PinkNoise implements Noise {
  private static final int OCTAVES = 14;
  private static final double SCALE = 1 / StrictMath.sqrt(OCTAVES + 1);

  private final Dice dice;
  private final double[] held = new double[OCTAVES];
  private double sum;
  private int count;

  PinkNoise(Dice dice) {
    this.dice = dice;
    for (int i = 0; i < OCTAVES; i++) {
      held[i] = dice.white();
      sum += held[i];
    }
  }

  @Override
  public double next() {
    count++;
    int row = Math.min(Integer.numberOfTrailingZeros(count), OCTAVES - 1);
    sum -= held[row];
    held[row] = dice.white();
    sum += held[row];
    return SCALE * (sum + dice.white());
  }
}
