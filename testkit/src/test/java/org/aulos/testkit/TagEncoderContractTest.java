package org.aulos.testkit;

import java.util.List;
import org.aulos.api.Encoder;
import org.aulos.api.TagBatch;

/** Each promise of the contract is broken once, by a twin of a good encoder. */
class TagEncoderContractTest extends BrokenTwins<LetterCount.Fault> {
  TagEncoderContractTest() {
    super(TagEncoderContract.class, Twin.class, LetterCount.Fault.class);
  }

  /** The class that an author would write. */
  static final class Twin implements TagEncoderContract {
    @Override
    public Encoder<TagBatch> encoder() {
      return new LetterCount<>(
          TagBatch.class, batch -> batch.tags().stream().map(List::toString).toList());
    }
  }
}
