package org.aulos.dsp;

/**
 * Another kernel, read from a table of its values by cubic interpolation: for filters of so many
 * phases that the exact values would take seconds. The error is less than 1e-7 of the peak, about
 * that of rounding it to a float.
 */
final class SampledKernel implements PolyphaseFilter.Kernel {

  private static final int VALUES_PER_SAMPLE = 128;

  private final double halfWidth;
  private final double valuesPerUnit;
  // From one value before the middle to three beyond the end, so that each point has neighbours.
  private final double[] values;

  SampledKernel(PolyphaseFilter.Kernel kernel, int up, int down) {
    halfWidth = kernel.halfWidth();
    valuesPerUnit = VALUES_PER_SAMPLE * Math.min(1, (double) up / down);
    values = new double[(int) Math.ceil(halfWidth * valuesPerUnit) + 4];
    for (int i = 0; i < values.length; i++) {
      values[i] = kernel.at((i - 1) / valuesPerUnit);
    }
  }

  @Override
  public double halfWidth() {
    return halfWidth;
  }

  @Override
  public double at(double distance) {
    double position = Math.abs(distance) * valuesPerUnit;
    int i = (int) position;
    if (i >= values.length - 3) {
      return 0;
    }
    double x = position - i;
    // Lagrange's polynomial through the values at -1, 0, 1 and 2.
    double before = -x * (x - 1) * (x - 2) / 6 * values[i];
    double left = (x + 1) * (x - 1) * (x - 2) / 2 * values[i + 1];
    double right = -(x + 1) * x * (x - 2) / 2 * values[i + 2];
    double after = (x + 1) * x * (x - 1) / 6 * values[i + 3];
    return before + left + right + after;
  }
}
