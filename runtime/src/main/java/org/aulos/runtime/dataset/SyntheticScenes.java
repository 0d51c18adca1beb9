package org.aulos.runtime.dataset;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.aulos.api.Clip;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;
import org.aulos.runtime.dataset.scenes.Scene;
import org.aulos.runtime.dataset.scenes.SoundClass;

/**
 * The data set {@code synthetic-scenes}: clips in the order of their classes, each rendered when
 * asked for.
 */
final class SyntheticScenes {
  private SyntheticScenes() {}

  static Dataset create(SyntheticScenesOptions options, Resources resources) {
    List<Clip> clips =
        SoundClass.ALL.stream()
            .filter(
                sound -> options.classes().isEmpty() || options.classes().contains(sound.name()))
            .flatMap(
                sound ->
                    IntStream.range(0, options.clipsPerClass())
                        .mapToObj(index -> clip(sound, index, options)))
            .toList();
    return ListedDataset.of(clips);
  }

  private static Clip clip(SoundClass sound, int index, SyntheticScenesOptions options) {
    int frames = (int) Math.round(options.seconds() * options.sampleRate());
    Scene scene =
        new Scene(
            sound,
            index,
            options.seed(),
            frames,
            options.sampleRate(),
            options.minSnr(),
            options.maxSnr());
    return new Clip(
        String.format(Locale.ROOT, "%s-%03d", sound.name(), index),
        scene,
        List.of(sound.name()),
        scene.tags(),
        Integer.toString(index % options.folds() + 1),
        scene.lyrics().orElse(null));
  }
}
