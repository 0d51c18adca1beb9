package org.aulos.runtime.dataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aulos.api.Dataset;
import org.aulos.api.spi.Resources;

/**
 * The data set {@code surge} (Turian et al. 2021): the 88 keys of a piano, played by 2,084 presets
 * of a synthesizer. The label is the pitch, as a MIDI number. Its authors publish no split;
 * presets, the folders of the recordings, are split by {@link GroupSplit}.
 *
 * <p>The pitch of a recording is the last number in its name.
 */
final class Surge {
  private static final int PUBLISHED = 2_084 * 88;
  private static final Pattern PITCH = Pattern.compile(".*?(\\d{1,9})\\D*");

  private Surge() {}

  static Dataset create(PublishedOptions options, Resources resources) {
    PublishedFolder folder =
        new PublishedFolder("surge", "https://zenodo.org/records/4677097", options, resources);
    Map<String, String> presets = new LinkedHashMap<>();
    List<String> paths = folder.search(".");
    paths.forEach(path -> presets.put(path, path.substring(0, path.lastIndexOf('/') + 1)));
    GroupSplit split = GroupSplit.of(presets.values());
    presets.forEach(
        (path, preset) -> {
          Matcher name = PITCH.matcher(NamedClips.bare(path.substring(preset.length())));
          int pitch = name.matches() ? Integer.parseInt(name.group(1)) : -1;
          if (pitch < 21 || pitch > 108) {
            folder
                .problems()
                .add(
                    folder.path().resolve(path),
                    "expected a name that ends in a MIDI pitch from 21 to 108");
          } else {
            folder.add(path, Integer.toString(pitch), split.fold(preset));
          }
        });
    return folder.read(PUBLISHED);
  }
}
