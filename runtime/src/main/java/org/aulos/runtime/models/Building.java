package org.aulos.runtime.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.aulos.api.AulosException;
import org.aulos.runtime.Digests;
import org.aulos.runtime.models.InstalledModel.Content;
import org.aulos.runtime.models.InstalledModel.Source;
import org.aulos.runtime.models.InstalledModel.Trust;

/** A model on its way: all of it lies in {@code .NAME.part} until it is moved into place. */
final class Building {
  private final Path folder;
  private final Path place;
  private final Path root;
  private final Path content;
  private final Path peeled;
  private final Path old;
  private final StoreLimits limits;
  private boolean archived;

  /** Clears away what an earlier one has unpacked; what has arrived of its files stays. */
  Building(Path folder, String name, StoreLimits limits) throws IOException {
    this.folder = folder;
    this.place = folder.resolve(name);
    this.root = folder.resolve("." + name + ".part");
    this.content = root.resolve("content");
    this.peeled = root.resolve("peeled");
    this.old = root.resolve("old");
    this.limits = limits;
    delete(content);
    delete(peeled);
    delete(old);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      PathUtils.deleteDirectory(folder);
    }
  }

  /** Where a file of the model arrives. */
  PartFile part(ModelFile file) {
    return new PartFile(root, file.name());
  }

  /**
   * Unpacks a file that has arrived and is believed.
   *
   * @throws AulosException if it is an archive that is damaged or refused; nothing of it stays
   */
  void unpack(ModelFile file) throws IOException {
    PartFile part = part(file);
    if (file.packing() == Packing.FILE) {
      Files.move(part.data(), Files.createDirectories(content).resolve(file.name()));
      return;
    }
    try {
      unpack(part.data(), file.packing(), file.name());
    } catch (AulosException e) {
      abandon();
      throw e;
    }
  }

  private void unpack(Path archive, Packing packing, String name) throws IOException {
    archived = true;
    Files.createDirectories(content);
    try {
      Unpacker.unpack(archive, packing, content, limits);
    } catch (IOException e) {
      throw new AulosException("cannot unpack " + name + ": " + e.getMessage(), e);
    }
  }

  /** Leaves nothing of it, what has arrived included. */
  void abandon() throws IOException {
    delete(root);
  }

  /** Copies a user's own file or folder, or unpacks their archive; returns what it was. */
  Source copy(Path original) throws IOException {
    if (!Files.exists(original)) {
      throw new AulosException("there is no file or folder " + original.toAbsolutePath());
    }
    Path from = original.toRealPath();
    if (folder.toRealPath().startsWith(from)) {
      throw new AulosException(
          "%s holds the folder of models; a folder cannot be imported into itself".formatted(from));
    }
    List<Path> files = plain(from);
    long bytes = 0;
    for (Path file : files) {
      bytes += Files.size(file);
    }
    if (bytes > limits.maxBytes()) {
      throw new AulosException(
          "%s has %d bytes; at most %d are allowed".formatted(from, bytes, limits.maxBytes()));
    }
    DiskSpace.require(Files.createDirectories(content), bytes, limits.spareBytes());
    Packing packing = Packing.ofName(from.getFileName().toString());
    if (Files.isRegularFile(from) && packing != Packing.FILE) {
      unpack(from, packing, from.toString());
    } else {
      copy(files, from);
    }
    return new Source(
        from.getFileName().toString(),
        from.toUri().toString(),
        bytes,
        Digests.sha256OfTree(from),
        Trust.IMPORTED);
  }

  private void copy(List<Path> files, Path from) throws IOException {
    for (Path file : files) {
      Path below = Files.isDirectory(from) ? from.relativize(file) : from.getFileName();
      Path target = content.resolve(below);
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private List<Path> plain(Path from) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.add(path);
        } else if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          throw new AulosException(
              path + " is neither a plain file nor a folder; replace links by what they lead to");
        }
        if (files.size() > limits.maxEntries()) {
          throw new AulosException(
              "%s holds more than %d files; is it a model?".formatted(from, limits.maxEntries()));
        }
      }
    }
    return files;
  }

  /** The files of the model. */
  List<Content> contents() throws IOException {
    if (archived) {
      peel();
    }
    List<Content> files = contents(content);
    if (files.isEmpty()) {
      abandon();
      throw new AulosException("there is no file in it; nothing was installed");
    }
    return files;
  }

  /** Some archives hold the model, others a folder that holds it, named as its maker liked. */
  private void peel() throws IOException {
    List<Path> entries;
    try (Stream<Path> all = Files.list(content)) {
      entries = all.toList();
    }
    if (entries.size() == 1 && Files.isDirectory(entries.get(0))) {
      Files.move(entries.get(0), peeled);
      Files.delete(content);
      Files.move(peeled, content);
    }
  }

  /** The files below a folder, in the order of their paths. */
  static List<Content> contents(Path folder) throws IOException {
    List<Content> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        String path = folder.relativize(file).toString().replace('\\', '/');
        files.add(new Content(path, Files.size(file), Digests.sha256(file)));
      }
    }
    return files;
  }

  /**
   * Moves the model into place.
   *
   * @param record writes its record; comes first, so that no model is ever without one
   */
  void publish(Runnable record) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
    }
    record.run();
    Files.move(content, place, StandardCopyOption.ATOMIC_MOVE);
    abandon();
  }
}
