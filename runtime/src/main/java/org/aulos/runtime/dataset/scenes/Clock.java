package org.aulos.runtime.dataset.scenes;

import java.util.List;
import org.aulos.runtime.dataset.synthesis.Dice;
import org.aulos.runtime.dataset.synthesis.ModalBank;
import org.aulos.runtime.dataset.synthesis.ModalBank.Mode;

/**
 * A clock: tick and tock in turn, a click of the escapement and the knock of its case.
 *
 * @param hertz pitch of the tick
 * @param interval between ticks, in seconds
 * @param tock pitch of the tock over that of the tick
 * @param tick modes of the click and the case
 * @param limp part of the interval by which the tock comes late
 * @param onset of the first tick, in seconds
 */
record Clock(double hertz, double interval, double tock, ModalBank tick, double limp, double onset)
    implements Sound {
  static Sound draw(Dice dice, double seconds) {
    double decay = dice.logBetween(0.012, 0.06);
    double box = dice.between(0.15, 0.7);
    ModalBank tick =
        new ModalBank(
            List.of(
                new Mode(1, 1, decay),
                new Mode(dice.around(1.47, 0.1), 0.7, decay),
                new Mode(dice.around(2.3, 0.1), 0.5, 0.6 * decay),
                new Mode(dice.around(0.28, 0.2), box, 1.8 * decay)));
    return new Clock(
        dice.logBetween(1200, 3600),
        dice.logBetween(0.17, 0.6),
        dice.between(0.75, 0.97),
        tick,
        dice.between(0, 0.12),
        dice.between(0.01, Math.min(0.3, seconds / 3)));
  }

  @Override
  public void addTo(double[] samples, int sampleRate) {
    double end = (double) samples.length / sampleRate;
    int count = 0;
    for (double time = onset; time < end; time += interval) {
      boolean tocks = count++ % 2 == 1;
      double at = tocks ? time + limp * interval : time;
      tick.strike(samples, sampleRate, at, tocks ? tock * hertz : hertz, tocks ? 0.8 : 1);
    }
  }

  @Override
  public List<String> tags() {
    return List.of("ticking", Wording.register(hertz), Wording.tempo(1 / interval));
  }
}
