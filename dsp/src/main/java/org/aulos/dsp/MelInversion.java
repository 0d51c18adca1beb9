package org.aulos.dsp;

import static org.aulos.dsp.Arguments.require;

import java.util.Arrays;

/**
 * The spectrum behind mel bands: of those without negative values one whose bands come nearest to
 * the given ones, by least squares. There are more bins than bands, so many spectra would do; this
 * one changes evenly within a band.
 *
 * <p>Projected gradient steps with the acceleration and the step of A. Beck and M. Teboulle, "A
 * fast iterative shrinkage-thresholding algorithm for linear inverse problems", 2009, begun anew
 * where it would run uphill (B. O'Donoghue and E. Candès, "Adaptive restart for accelerated
 * gradient schemes", 2015). The filters have no negative weights, so that {@code diag(M'M1) - M'M}
 * is positive semidefinite: each bin has a step of its own, and none is estimated. Bands that a
 * spectrum has come back to single precision; those that none has come within a ten thousandth of
 * the loudest of where the exact solution has them.
 *
 * <p>Threads may share one.
 */
public final class MelInversion {
  /**
   * A hundred do where a spectrum has the bands; where none has, the last digits take thousands.
   */
  private static final int MOST_STEPS = 2_000;

  /** The largest change of a bin that ends the search, as a share of the largest bin. */
  private static final double SMALL = 1e-9;

  private final MelFilterBank bank;
  private final double[] steps;

  /** The inversion of a filter bank. */
  public MelInversion(MelFilterBank bank) {
    this.bank = bank;
    double[] bands = new double[bank.bands()];
    steps = new double[bank.bins()];
    Arrays.fill(steps, 1);
    bank.apply(steps, bands);
    bank.applyTransposed(bands, steps);
    for (int bin = 0; bin < steps.length; bin++) {
      // A bin that no band hears stays silent.
      steps[bin] = steps[bin] > 0 ? 1 / steps[bin] : 0;
    }
  }

  /** The filters that are inverted. */
  public MelFilterBank bank() {
    return bank;
  }

  /**
   * The spectra of successive frames, of the kind that the filters weighed, {@code [frames, bins]}.
   *
   * @param bands {@code [frames, bands]}, finite
   * @throws IllegalArgumentException if they are not whole frames
   */
  public float[] spectra(float[] bands) {
    require(bands.length % bank.bands() == 0, "frames of " + bank.bands() + " bands", bands.length);
    int frames = bands.length / bank.bands();
    float[] spectra = new float[Math.multiplyExact(frames, bank.bins())];
    Search search = new Search();
    for (int frame = 0; frame < frames; frame++) {
      search.solve(bands, frame * bank.bands());
      for (int bin = 0; bin < bank.bins(); bin++) {
        spectra[frame * bank.bins() + bin] = (float) search.solution[bin];
      }
    }
    return spectra;
  }

  /** The search for one frame after the other; in double precision, or it would end early. */
  private final class Search {
    private final double[] target = new double[bank.bands()];
    private final double[] residual = new double[bank.bands()];
    private final double[] gradient = new double[bank.bins()];
    // Where the gradient is taken: ahead of the solution, where it would be after another step.
    private final double[] ahead = new double[bank.bins()];
    private final double[] solution = new double[bank.bins()];
    private final double[] moves = new double[bank.bins()];
    private double speed;

    private void solve(float[] bands, int offset) {
      for (int band = 0; band < target.length; band++) {
        target[band] = bands[offset + band];
      }
      Arrays.fill(solution, 0);
      Arrays.fill(ahead, 0);
      speed = 1;
      boolean moving = true;
      for (int step = 0; step < MOST_STEPS && moving; step++) {
        moving = step();
      }
    }

    /** Takes one step; returns whether another may be worth it. */
    private boolean step() {
      bank.apply(ahead, residual);
      for (int band = 0; band < target.length; band++) {
        residual[band] -= target[band];
      }
      bank.applyTransposed(residual, gradient);
      double uphill = 0;
      double largest = 0;
      double change = 0;
      for (int bin = 0; bin < solution.length; bin++) {
        double next = Math.max(0, ahead[bin] - steps[bin] * gradient[bin]);
        double move = next - solution[bin];
        if (steps[bin] > 0) {
          uphill += (ahead[bin] - next) / steps[bin] * move;
        }
        largest = Math.max(largest, next);
        change = Math.max(change, Math.abs(next - ahead[bin]));
        moves[bin] = move;
        solution[bin] = next;
      }
      advance(uphill > 0);
      return change > SMALL * largest;
    }

    /** Looks ahead along the last moves, as far as the steps so far allow. */
    private void advance(boolean anew) {
      double before = anew ? 1 : speed;
      speed = anew ? 1 : (1 + Math.sqrt(1 + 4 * speed * speed)) / 2;
      double share = (before - 1) / speed;
      for (int bin = 0; bin < solution.length; bin++) {
        ahead[bin] = solution[bin] + share * moves[bin];
      }
    }
  }
}
