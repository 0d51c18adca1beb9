package org.aulos.testkit;

import java.util.List;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the clips of any batch. Padding never counts: values are those of valid samples,
 * frames or vectors.
 *
 * @param <S> the assertions themselves
 * @param <B> the batch
 */
public abstract class BatchAssert<S extends BatchAssert<S, B>, B> extends AbstractAssert<S, B> {
  BatchAssert(B actual, Class<?> self) {
    super(actual, self);
  }

  /** The valid values of each clip. */
  abstract List<float[]> clips();

  /** What the values of a clip are, for messages: samples, features, vectors. */
  abstract String values();

  /** The batch holds so many clips. */
  public S hasSize(int clips) {
    isNotNull();
    return check("clips in the batch", clips().size(), clips);
  }

  /** No value is infinite or not a number. */
  public S isFinite() {
    isNotNull();
    List<float[]> clips = clips();
    for (int i = 0; i < clips.size(); i++) {
      Sameness.finite(name(i), clips.get(i));
    }
    return myself;
  }

  /** Every value is zero. */
  public S isSilent() {
    isNotNull();
    List<float[]> clips = clips();
    for (int i = 0; i < clips.size(); i++) {
      Sameness.check(
          "every value must be zero", name(i), clips.get(i), new float[clips.get(i).length], 0);
    }
    return myself;
  }

  /**
   * The values of one clip are the given ones: {@code abs(a - b) <= tolerance * max(1, abs(b))}.
   *
   * @param clip index in the batch
   * @param expected all its values, row-major
   * @param tolerance 0 for equal bits
   */
  public S hasClip(int clip, float[] expected, double tolerance) {
    isNotNull();
    List<float[]> clips = clips();
    if (clip < 0 || clip >= clips.size()) {
      throw failure("expected a clip %s in a batch of %s", clip, clips.size());
    }
    Sameness.check("values must be as expected", name(clip), clips.get(clip), expected, tolerance);
    return myself;
  }

  /**
   * The clips have the values of another batch, {@code abs(a - b) <= tolerance * max(1, abs(b))},
   * however either is padded.
   *
   * @param tolerance 0 for equal bits
   */
  public S isCloseTo(B expected, double tolerance) {
    isNotNull();
    List<float[]> others = of(expected).clips();
    hasSize(others.size());
    for (int i = 0; i < others.size(); i++) {
      hasClip(i, others.get(i), tolerance);
    }
    return myself;
  }

  /**
   * The values of all clips, one after the other, are those that a golden case expects, within its
   * tolerance.
   *
   * @param name of the expected tensor
   */
  public S matches(GoldenCase golden, String name) {
    isNotNull();
    golden.assertMatches(name, joined(clips()));
    return myself;
  }

  /** The same assertions about another batch. */
  abstract S of(B other);

  final S check(String what, Object was, Object expected) {
    if (!was.equals(expected)) {
      throw failure("expected %s to be %s but was %s", what, expected, was);
    }
    return myself;
  }

  private String name(int clip) {
    return "the %s of clip %d".formatted(values(), clip);
  }

  private static float[] joined(List<float[]> clips) {
    float[] all = new float[clips.stream().mapToInt(clip -> clip.length).sum()];
    int at = 0;
    for (float[] clip : clips) {
      System.arraycopy(clip, 0, all, at, clip.length);
      at += clip.length;
    }
    return all;
  }
}
