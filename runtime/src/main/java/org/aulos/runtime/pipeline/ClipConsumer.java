package org.aulos.runtime.pipeline;

import java.util.List;
import org.aulos.api.AudioBatch;
import org.aulos.api.AudioFormat;

/** Takes the audio of clips, batch by batch. Called from several threads at once. */
public interface ClipConsumer {
  /** The audio it takes. */
  AudioFormat audioFormat();

  /**
   * Whether it needs the audio of a clip; it may know the outcome already.
   *
   * @param clip position of the clip in the flow
   * @param digest digest of its audio
   */
  boolean wants(int clip, String digest);

  /**
   * Takes a batch.
   *
   * @param audio the audio; closed by the caller afterwards
   * @param clips which clips it holds, in its order
   * @return the clips it could do nothing with; they count as unreadable
   */
  List<Refused> accept(AudioBatch audio, List<Item> clips);

  /**
   * A clip that a consumer could do nothing with.
   *
   * @param clip the clip
   * @param problem why, in words that do not depend on its neighbours
   */
  record Refused(Item clip, String problem) {}

  /** Whether every value is a number and not infinite. */
  static boolean finite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A clip in a batch.
   *
   * @param index its position in the flow
   * @param id its id in the data set
   * @param digest digest of its audio
   * @param seconds its duration
   */
  record Item(int index, String id, String digest, double seconds) {}
}
