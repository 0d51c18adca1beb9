package org.aulos.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.aulos.dsp.MfccOptions;
import org.aulos.testkit.GoldenCase;
import org.junit.jupiter.api.Test;

class TensorMfccTest {
  @Test
  void agreesWithLibrosa() {
    var golden = GoldenCase.resource(getClass(), "golden/dsp-mfcc");
    float[] wave = golden.input("wave").floats();
    try (var manager = NDManager.newBaseManager()) {
      NDArray samples = Batches.of(manager, List.of(wave), 0);

      NDArray mfcc =
          new TensorMfcc(MfccOptions.at(golden.integer("sr")))
              .extract(samples, new int[] {wave.length});

      golden.assertMatches("mfcc", mfcc.transpose(0, 2, 1));
    }
  }
}
