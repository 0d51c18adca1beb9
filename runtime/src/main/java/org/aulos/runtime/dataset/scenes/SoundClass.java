package org.aulos.runtime.dataset.scenes;

import java.util.List;
import java.util.Optional;
import org.aulos.runtime.dataset.synthesis.Dice;

/**
 * A class of sounds.
 *
 * @param name the label
 * @param family the kind of event, a tag: alarm, animal, machine, music, nature or voice
 * @param source what sounds, a tag
 * @param author draws one sound of the class
 */
public record SoundClass(String name, String family, String source, Author author) {
  /** All classes, in alphabetical order. The one table to extend. */
  public static final List<SoundClass> ALL =
      List.of(
          new SoundClass("alarm", "alarm", "buzzer", Alarm::draw),
          new SoundClass("bell", "music", "metal", Bell::draw),
          new SoundClass("birdsong", "animal", "bird", Birdsong::draw),
          new SoundClass("clock", "machine", "clockwork", Clock::draw),
          new SoundClass("drums", "music", "membrane", Drums::draw),
          new SoundClass("engine", "machine", "motor", Engine::draw),
          new SoundClass("horn", "alarm", "pipe", Horn::draw),
          new SoundClass("marimba", "music", "wood", Marimba::draw),
          new SoundClass("plucked-string", "music", "string", Plucking::draw),
          new SoundClass("rain", "nature", "water", Rain::draw),
          new SoundClass("singing", "voice", "human", Singing::draw),
          new SoundClass("siren", "alarm", "loudspeaker", Siren::draw),
          new SoundClass("surf", "nature", "water", Surf::draw),
          new SoundClass("wind", "nature", "air", Wind::draw));

  /** Draws one sound. */
  @FunctionalInterface
  public interface Author {
    /**
     * One sound.
     *
     * @param dice all its variation
     * @param seconds the duration of the clip that it will be heard in
     */
    Sound draw(Dice dice, double seconds);
  }

  /** The class of the given name. */
  public static Optional<SoundClass> named(String name) {
    return ALL.stream().filter(sound -> sound.name().equals(name)).findFirst();
  }
}
