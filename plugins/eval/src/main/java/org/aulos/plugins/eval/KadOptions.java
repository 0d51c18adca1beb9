package org.aulos.plugins.eval;

import org.aulos.api.spi.Describe;

/**
 * Options of the metric {@code kad}.
 *
 * @param kernel the kernel
 */
@Describe(
    "Kernel audio distance: unbiased maximum mean discrepancy of two sets of embeddings, times 100;"
        + " less is better.")
public record KadOptions(
    @Describe(
            "The kernel of a distance d, where γ = 1 / (2 bandwidth²): gaussian exp(-γ d²),"
                + " inverse-quadratic 1 / (1 + γ d²) or inverse-multiquadric 1 / √(1 + γ d²).")
        Kernel kernel) {
  /** The Gaussian kernel. */
  public static final KadOptions DEFAULTS = new KadOptions(Kernel.GAUSSIAN);

  /** A kernel of a scaled squared distance. */
  public enum Kernel {
    /** exp(-γ d²). */
    GAUSSIAN,
    /** 1 / (1 + γ d²). */
    INVERSE_QUADRATIC,
    /** 1 / √(1 + γ d²). */
    INVERSE_MULTIQUADRIC;

    /** Its value at γ d². */
    double at(double scaled) {
      return switch (this) {
        case GAUSSIAN -> Math.exp(-scaled);
        case INVERSE_QUADRATIC -> 1 / (1 + scaled);
        case INVERSE_MULTIQUADRIC -> 1 / Math.sqrt(1 + scaled);
      };
    }
  }
}
