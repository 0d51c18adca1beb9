/**
 * Signal kernels on {@code float[]}: short-time spectra, mel features and resampling. Pure Java, no
 * tensors; the fast Fourier transform is JTransforms.
 */
module org.aulos.dsp {
  // JTransforms names its array library in a signature only; an automatic module cannot say so.
  requires JLargeArrays;
  requires JTransforms;
  requires static org.jspecify;

  exports org.aulos.dsp;
}
