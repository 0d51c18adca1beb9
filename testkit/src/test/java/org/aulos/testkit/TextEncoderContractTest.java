package org.aulos.testkit;

import org.aulos.api.Encoder;
import org.aulos.api.TextBatch;

/** Each promise of the contract is broken once, by a twin of a good encoder. */
class TextEncoderContractTest extends BrokenTwins<LetterCount.Fault> {
  TextEncoderContractTest() {
    super(TextEncoderContract.class, Twin.class, LetterCount.Fault.class);
  }

  /** The class that an author would write. */
  static final class Twin implements TextEncoderContract {
    @Override
    public Encoder<TextBatch> encoder() {
      return new LetterCount<>(TextBatch.class, TextBatch::texts);
    }
  }
}
