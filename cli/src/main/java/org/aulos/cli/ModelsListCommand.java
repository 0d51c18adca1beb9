package org.aulos.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.runtime.models.InstalledModel;
import org.aulos.runtime.models.InstalledModel.Trust;
import org.aulos.runtime.models.KnownModel;
import org.aulos.runtime.models.ModelFile;
import org.aulos.runtime.models.ModelStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists models. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists the models that are installed and those that can be pulled.",
    footer = {"", "Example: aulos models list --json"})
final class ModelsListCommand implements Callable<Integer> {
  private static final String KNOWN = "known";

  @Spec private CommandSpec spec;
  @Mixin private ModelsCommand.ManifestOption known;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A line.
   *
   * @param state {@code installed}, {@code known}, or {@code by hand} for a folder without a record
   * @param bytes its size, or before it is downloaded at most that; null if not even that is known
   * @param trust why its files are believed, or would be: the weakest reason among them; null if
   *     nothing is known of them
   * @param from where it came from, or would come from
   */
  private record Listed(
      String name,
      String state,
      @Nullable Long bytes,
      @Nullable Trust trust,
      String licence,
      String licenceUrl,
      String title,
      List<String> from,
      String folder) {
    Map<String, @Nullable Object> fields() {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("state", state);
      fields.put("bytes", bytes);
      fields.put("trust", trust);
      fields.put("licence", licence);
      fields.put("licenceUrl", licenceUrl);
      fields.put("title", title);
      fields.put("from", from);
      fields.put("folder", folder);
      return fields;
    }

    List<String> cells() {
      String size = bytes == null ? "?" : Sizes.of(bytes);
      return List.of(
          name,
          state,
          state.equals(KNOWN) && bytes != null ? "<= " + size : size,
          trust == null ? "?" : trust.toString(),
          licence,
          from.stream().map(Listed::shortly).distinct().collect(Collectors.joining(", ")),
          title);
    }

    /** The host, for a line has no room for more. */
    private static String shortly(String address) {
      String host = URI.create(address).getHost();
      return host == null ? "a file" : host;
    }
  }

  @Override
  public Integer call() {
    ModelStore store = ModelsCommand.store();
    Map<String, Listed> models = new TreeMap<>();
    for (KnownModel model : known.manifest().models()) {
      models.put(model.name(), known(model, store));
    }
    for (String name : store.unrecorded()) {
      models.put(name, byHand(name, store));
    }
    for (InstalledModel model : store.installed()) {
      models.put(model.name(), installed(model, store));
    }
    if (json) {
      Printing.json(spec, models.values().stream().map(Listed::fields).toList());
    } else {
      List<List<String>> lines = new ArrayList<>();
      lines.add(List.of("name", "state", "size", "trust", "licence", "from", "what it is"));
      models.values().forEach(model -> lines.add(model.cells()));
      Printing.print(spec, TextTable.of(lines));
      Printing.line(
          spec,
          "Models lie in %s. known-digest: the SHA-256 is in the manifest; first-use: none is published, the first download is trusted."
              .formatted(store.folder()));
    }
    return ExitCodes.DONE;
  }

  private static Listed known(KnownModel model, ModelStore store) {
    return new Listed(
        model.name(),
        KNOWN,
        total(model.files()),
        weakest(model.files().stream().map(ModelFile::trust)),
        model.licence().name(),
        model.licence().url(),
        model.title(),
        model.files().stream().map(file -> file.urls().get(0).toString()).toList(),
        store.place(model.name()).toString());
  }

  private static @Nullable Long total(List<ModelFile> files) {
    long total = 0;
    for (ModelFile file : files) {
      Long bytes = file.bytes() == null ? file.maxBytes() : file.bytes();
      if (bytes == null) {
        return null;
      }
      total += bytes;
    }
    return total;
  }

  private static @Nullable Trust weakest(Stream<Trust> trusts) {
    return trusts.max(Comparator.naturalOrder()).orElse(null);
  }

  private static Listed installed(InstalledModel model, ModelStore store) {
    return new Listed(
        model.name(),
        "installed",
        model.totalBytes(),
        weakest(model.sources().stream().map(InstalledModel.Source::trust)),
        model.licence().name(),
        model.licence().url(),
        model.title(),
        model.sources().stream().map(InstalledModel.Source::address).toList(),
        store.place(model.name()).toString());
  }

  private static Listed byHand(String name, ModelStore store) {
    return new Listed(
        name,
        "by hand",
        null,
        null,
        "unknown",
        "",
        "",
        List.of(),
        store.folder().resolve(name).toString());
  }
}
