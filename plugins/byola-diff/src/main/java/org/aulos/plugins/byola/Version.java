package org.aulos.plugins.byola;

/** Versions of the network of BYOL-A. */
public enum Version {
  /** Three stages of convolution; embeddings as wide as the linear layers (IJCNN 2021). */
  V1(3),
  /** Two stages, whose output stays in the embedding: 1,024 values more (TASLP 2023). */
  V2(2);

  private final int stages;

  Version(int stages) {
    this.stages = stages;
  }

  /** Stages of convolution, each of which halves bands and frames. */
  int stages() {
    return stages;
  }
}
