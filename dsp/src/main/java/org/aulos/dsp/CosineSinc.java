package org.aulos.dsp;

/** Sinc of {@value #WIDTH} zeros on each side under a squared cosine, as torchaudio's default. */
final class CosineSinc implements PolyphaseFilter.Kernel {

  private static final int WIDTH = 6;
  private static final double ROLL_OFF = 0.99;

  private final double cutoff;

  CosineSinc(int up, int down) {
    cutoff = ROLL_OFF * Math.min(1, (double) up / down);
  }

  @Override
  public double halfWidth() {
    return WIDTH / cutoff;
  }

  @Override
  public double at(double distance) {
    double zeros = cutoff * distance;
    if (Math.abs(zeros) >= WIDTH) {
      return 0;
    }
    double x = Math.PI * zeros;
    double sinc = x == 0 ? 1 : Math.sin(x) / x;
    double cosine = Math.cos(x / (2 * WIDTH));
    return cutoff * sinc * cosine * cosine;
  }
}
