/**
 * Signal kernels on {@code float[]}: short-time spectra, mel features, resampling and effects. Pure
 * Java, no tensors; the fast Fourier transform is JTransforms.
 */
module org.aulos.dsp {
  requires JTransforms;
  requires static org.jspecify;

  exports org.aulos.dsp;
}
