package org.aulos.runtime.dataset.synthesis;

/**
 * A sound of the voice. Formants of an adult male tract; vowels after Peterson and Barney (1952).
 *
 * @param first first formant, in Hz
 * @param second second formant, in Hz
 * @param third third formant, in Hz
 * @param voicing amplitude of the voice, 0 to 1
 * @param friction amplitude of the noise, 0 to 1
 * @param frictionHertz centre of the noise
 * @param seconds how long it lasts; 0 for a vowel, which lasts as long as it is given
 */
public record Phone(
    double first,
    double second,
    double third,
    double voicing,
    double friction,
    double frictionHertz,
    double seconds) {
  /** As in "father". */
  public static final Phone A = vowel(730, 1090, 2440);

  /** As in "bed", a little closer. */
  public static final Phone E = vowel(530, 1840, 2480);

  /** As in "see". */
  public static final Phone I = vowel(270, 2290, 3010);

  /** As in "law". */
  public static final Phone O = vowel(570, 840, 2410);

  /** The tongue's closure before a burst. */
  public static final Phone CLOSURE = new Phone(250, 1700, 2600, 0, 0, 3000, 0.035);

  /** The same with the voice going on behind it. */
  public static final Phone VOICED_CLOSURE = new Phone(220, 1700, 2600, 0.12, 0, 3000, 0.04);

  /** The burst of t. */
  public static final Phone BURST_T = new Phone(300, 1800, 2700, 0, 0.7, 4200, 0.03);

  /** The burst of d. */
  public static final Phone BURST_D = new Phone(300, 1700, 2600, 0.3, 0.4, 3600, 0.012);

  /** As in "fall". */
  public static final Phone F = new Phone(350, 1100, 2100, 0, 0.25, 3800, 0.09);

  /** As in "sun". */
  public static final Phone S = new Phone(300, 1700, 2600, 0, 0.6, 5800, 0.1);

  /** As in "moon". */
  public static final Phone M = new Phone(250, 1000, 2200, 0.4, 0, 3000, 0.07);

  /** As in "low". */
  public static final Phone L = new Phone(340, 1050, 2800, 0.55, 0, 3000, 0.07);

  /** As in "red". */
  public static final Phone R = new Phone(420, 1250, 1650, 0.55, 0, 3000, 0.07);

  private static Phone vowel(double first, double second, double third) {
    return new Phone(first, second, third, 1, 0, 3000, 0);
  }
}
