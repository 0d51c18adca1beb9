package org.aulos.runtime.dataset.synthesis;

/**
 * A plucked string: a delay line that begins as noise and loses its high notes at each round trip
 * (Karplus and Strong 1983), tuned by an all-pass and plucked at a point (Jaffe and Smith 1983,
 * sections 4 and 6).
 *
 * @param brightness weight of the newer sample in the loss filter, in [0.5, 1): 0.5 is the darkest
 * @param decaySeconds time for the fundamental to fall by 60 dB, if the loss filter had no part
 * @param pluckPoint where it is plucked, as a part of the string in (0, 0.5]
 */
public record PluckedString(double brightness, double decaySeconds, double pluckPoint) {
  /**
   * Adds one pluck.
   *
   * @param onsetSeconds when; what falls outside the buffer is left out
   * @param frequency in Hz, below a quarter of the sampling rate
   * @param dice of the noise that the string begins with
   */
  public void pluck(
      double[] samples,
      int sampleRate,
      double onsetSeconds,
      double frequency,
      double amplitude,
      Dice dice) {
    // The loss filter b·x[n] + (1-b)·x[n-1] delays low frequencies by 1-b samples.
    double period = sampleRate / frequency - (1 - brightness);
    int length = (int) (period - 0.2);
    double fraction = period - length;
    double allPass = (1 - fraction) / (1 + fraction);
    double loss = StrictMath.exp(-StrictMath.log(1000) / (decaySeconds * frequency));
    double[] line = pluckedLine(length, dice);
    double lastRead = 0;
    double lastInput = 0;
    double lastOutput = 0;
    int position = 0;
    for (int i = (int) (onsetSeconds * sampleRate); i < samples.length; i++) {
      double read = line[position];
      samples[i] += amplitude * read;
      double damped = loss * (brightness * read + (1 - brightness) * lastRead);
      lastRead = read;
      lastOutput = allPass * (damped - lastOutput) + lastInput;
      lastInput = damped;
      line[position] = lastOutput;
      position = position + 1 == length ? 0 : position + 1;
    }
  }

  /** Noise less itself at the pluck's distance: no harmonic with a node there, and no mean. */
  private double[] pluckedLine(int length, Dice dice) {
    double[] noise = new double[length];
    for (int i = 0; i < length; i++) {
      noise[i] = dice.white();
    }
    int shift = Math.max(1, (int) (pluckPoint * length));
    double[] line = new double[length];
    for (int i = 0; i < length; i++) {
      line[i] = 0.5 * (noise[i] - noise[(i + length - shift) % length]);
    }
    return line;
  }
}
