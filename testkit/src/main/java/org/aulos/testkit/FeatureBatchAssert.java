package org.aulos.testkit;

import java.util.Arrays;
import java.util.List;
import org.aulos.api.FeatureBatch;
import org.aulos.api.FeatureFormat;

/**
 * Assertions about features; the values of a clip are its valid frames, {@code [frames × bins]}.
 */
public final class FeatureBatchAssert extends BatchAssert<FeatureBatchAssert, FeatureBatch> {
  FeatureBatchAssert(FeatureBatch actual) {
    super(actual, FeatureBatchAssert.class);
  }

  /** The batch has the given frame rate and number of bins. */
  public FeatureBatchAssert hasFormat(FeatureFormat format) {
    isNotNull();
    return check("the format", actual.format(), format);
  }

  /** The clips have so many valid frames each. */
  public FeatureBatchAssert hasFrames(Integer... frames) {
    isNotNull();
    return check("the frames", Arrays.stream(actual.frames()).boxed().toList(), List.of(frames));
  }

  @Override
  List<float[]> clips() {
    return BatchValues.clips(actual);
  }

  @Override
  String values() {
    return "features";
  }

  @Override
  FeatureBatchAssert of(FeatureBatch other) {
    return new FeatureBatchAssert(other);
  }
}
