package org.aulos.runtime.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.aulos.api.AulosException;
import org.aulos.runtime.models.InstalledModel.Content;
import org.aulos.runtime.models.InstalledModel.Source;

/**
 * The folder of installed models: the model {@code NAME} lies in the folder {@code NAME}, its
 * {@link InstalledModel record} in {@code NAME.json} beside it.
 *
 * <p>A model appears as a whole or not at all. While it is made it lies in {@code .NAME.part}; what
 * has arrived of a download stays there for the next attempt. Several threads and processes may use
 * one folder.
 */
public final class ModelStore {
  private final Path folder;
  private final StoreLimits limits;
  private final Clock clock;
  private final Records records;

  /**
   * The store in a folder, which need not be there yet.
   *
   * @param limits what it takes in at most
   * @param clock tells when a model was installed
   */
  public ModelStore(Path folder, StoreLimits limits, Clock clock) {
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    this.records = new Records(folder);
  }

  /** The store in a folder with {@link StoreLimits#DEFAULTS}. */
  public static ModelStore at(Path folder) {
    return new ModelStore(folder, StoreLimits.DEFAULTS, Clock.systemUTC());
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** Where a model of that name lies, or would lie. */
  public Path place(String name) {
    KnownModel.checkName(name);
    return folder.resolve(name);
  }

  /**
   * The models that are installed, by name.
   *
   * @throws AulosException if a record cannot be read
   */
  public List<InstalledModel> installed() {
    return names(".json").stream().flatMap(name -> installed(name).stream()).toList();
  }

  /** Folders among the models that have no record: somebody made them by hand. */
  public List<String> unrecorded() {
    List<String> recorded = names(".json");
    return names("").stream()
        .filter(name -> Files.isDirectory(folder.resolve(name)) && !recorded.contains(name))
        .toList();
  }

  private List<String> names(String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.endsWith(suffix) && !name.startsWith("."))
          .map(name -> name.substring(0, name.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AulosException("cannot read the folder " + folder + ": " + e, e);
    }
  }

  /**
   * The model of that name, if it is installed.
   *
   * @throws AulosException if its record cannot be read
   */
  public Optional<InstalledModel> installed(String name) {
    return Files.isDirectory(place(name)) ? records.read(name) : Optional.empty();
  }

  /**
   * Installs a model from the addresses of its publisher.
   *
   * @param replace whether a model of that name that is there already is replaced; if not, it is
   *     returned as it is
   * @throws AulosException if it cannot be had, or is not what was expected
   */
  public InstalledModel pull(
      KnownModel model, Downloader downloader, boolean replace, TransferListener listener) {
    return install(model, replace, listener, files -> files.download(downloader));
  }

  /**
   * Installs a model from files that lie in a folder under the names of the manifest; opens no
   * connection.
   *
   * @param replace as in {@link #pull}
   * @throws AulosException if a file is not there, or is not what was expected
   */
  public InstalledModel pullFrom(
      KnownModel model, Path files, boolean replace, TransferListener listener) {
    return install(model, replace, listener, acquisition -> acquisition.copy(files));
  }

  /** Gets one file of a model. */
  @FunctionalInterface
  private interface Way {
    Source get(Acquisition acquisition) throws IOException;
  }

  private InstalledModel install(
      KnownModel model, boolean replace, TransferListener listener, Way way) {
    String name = model.name();
    return changing(
        name,
        listener,
        () -> {
          Optional<InstalledModel> present = installed(name);
          if (present.isPresent() && !replace) {
            return present.get();
          }
          refuseStranger(name, replace);
          Building building = new Building(folder, name, limits);
          List<Source> sources = new ArrayList<>();
          for (ModelFile file : model.files()) {
            sources.add(
                way.get(
                    new Acquisition(
                        file, building.part(file), limits, records.earlier(name), listener)));
          }
          for (ModelFile file : model.files()) {
            building.unpack(file);
          }
          return publish(building, name, model.title(), model.licence(), sources);
        });
  }

  /**
   * Installs a file or folder of the user's own by copying it, or an archive ({@code .tar.gz},
   * {@code .tgz}, {@code .zip}) by unpacking it.
   *
   * @param licence what allows its use
   * @param replace whether a model of that name that is there already is replaced
   * @throws AulosException if there is one and it is not to be replaced, or if the original is not
   *     there or holds links
   */
  public InstalledModel importFrom(
      String name, Path original, Licence licence, boolean replace, TransferListener listener) {
    return changing(
        name,
        listener,
        () -> {
          if (installed(name).isPresent() && !replace) {
            throw new AulosException(
                "the model '%s' is installed already in %s; --force replaces it"
                    .formatted(name, place(name)));
          }
          refuseStranger(name, replace);
          Building building = new Building(folder, name, limits);
          try {
            Source source = building.copy(original);
            return publish(building, name, source.file() + ", imported", licence, List.of(source));
          } catch (IOException | AulosException e) {
            building.abandon();
            throw e;
          }
        });
  }

  private InstalledModel changing(
      String name, TransferListener listener, StoreLock.Action<InstalledModel> change) {
    KnownModel.checkName(name);
    try {
      return StoreLock.holding(
          folder.resolve(".locks").resolve(name),
          () -> listener.told("another pull of '" + name + "' is under way; waiting for its end"),
          change);
    } catch (IOException e) {
      throw new AulosException("cannot install '%s' in %s: %s".formatted(name, folder, e), e);
    }
  }

  private void refuseStranger(String name, boolean replace) {
    if (Files.exists(place(name)) && !replace && installed(name).isEmpty()) {
      throw new AulosException(
          "%s is there but was not installed by Aulos; move it away, or replace it by --force"
              .formatted(place(name)));
    }
  }

  private InstalledModel publish(
      Building building, String name, String title, Licence licence, List<Source> sources)
      throws IOException {
    InstalledModel model =
        new InstalledModel(
            InstalledModel.FORMAT,
            name,
            title,
            licence,
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
            sources,
            building.contents());
    building.publish(() -> records.write(model));
    return model;
  }

  /**
   * Compares an installed model with its record; reads every byte of it.
   *
   * @throws AulosException if it is not installed
   */
  public Verification verify(String name) {
    InstalledModel model =
        installed(name)
            .orElseThrow(
                () ->
                    new AulosException(
                        "the model '%s' is not installed in %s; run: aulos models pull %s"
                            .formatted(name, folder.toAbsolutePath(), name)));
    try {
      List<Content> found = Building.contents(place(name));
      return new Verification(
          name,
          found.size(),
          found.stream().mapToLong(Content::bytes).sum(),
          differences(model.files(), found));
    } catch (IOException e) {
      throw new AulosException("cannot read the model in " + place(name) + ": " + e, e);
    }
  }

  private static List<String> differences(List<Content> recorded, List<Content> found) {
    Map<String, Content> left =
        new TreeMap<>(found.stream().collect(Collectors.toMap(Content::path, Function.identity())));
    List<String> problems = new ArrayList<>();
    for (Content expected : recorded) {
      Content present = left.remove(expected.path());
      if (present == null) {
        problems.add(expected.path() + " is missing");
      } else if (!present.equals(expected)) {
        problems.add(
            "%s was SHA-256 %s (%d bytes) but is %s (%d bytes)"
                .formatted(
                    expected.path(),
                    expected.sha256(),
                    expected.bytes(),
                    present.sha256(),
                    present.bytes()));
      }
    }
    left.keySet().forEach(path -> problems.add(path + " does not belong to it"));
    return problems;
  }
}
