package org.aulos.runtime.models;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aulos.api.AulosException;
import org.aulos.runtime.Digests;
import org.aulos.runtime.models.InstalledModel.Source;
import org.aulos.runtime.models.InstalledModel.Trust;

/** How one file of a model is had, and believed. */
final class Acquisition {
  private final ModelFile file;
  private final PartFile part;
  private final StoreLimits limits;
  private final Records.Earlier earlier;
  private final TransferListener listener;

  /**
   * An acquisition.
   *
   * @param part where the file arrives
   * @param earlier what was downloaded before
   */
  Acquisition(
      ModelFile file,
      PartFile part,
      StoreLimits limits,
      Records.Earlier earlier,
      TransferListener listener) {
    this.file = file;
    this.part = part;
    this.limits = limits;
    this.earlier = earlier;
    this.listener = listener;
  }

  /** From the first of its addresses that has it. */
  Source download(Downloader downloader) throws IOException {
    List<AulosException> failures = new ArrayList<>();
    for (URI address : file.urls()) {
      try {
        downloader.fetch(address, file, part, limits, listener);
        return checked(address.toString());
      } catch (AulosException e) {
        if (Thread.currentThread().isInterrupted() || file.urls().size() == 1) {
          throw e;
        }
        failures.add(e);
      }
    }
    StringBuilder message = new StringBuilder("no address has " + file.name() + ":");
    failures.forEach(failure -> message.append("\n  ").append(failure.getMessage()));
    message.append(
        "\nDownload it elsewhere and name its folder with --from, or name another address in a"
            + " manifest of your own (--manifest).");
    throw new AulosException(message.toString(), failures.get(0));
  }

  /** From a folder. */
  Source copy(Path folder) throws IOException {
    Path original = folder.resolve(file.name());
    if (!Files.isRegularFile(original)) {
      throw new AulosException(
          ("there is no file %s in %s; it comes from %s. A model that lies there in another form is"
                  + " installed by: aulos models import NAME PATH")
              .formatted(file.name(), folder.toAbsolutePath(), file.urls().get(0)));
    }
    long bytes = Files.size(original);
    long bound = file.bound(limits.maxBytes());
    if (bytes > bound || (file.bytes() != null && bytes != bound)) {
      throw new AulosException(
          "%s has %d bytes but %s %d were expected"
              .formatted(original, bytes, file.bytes() == null ? "at most" : "exactly", bound));
    }
    part.discard();
    DiskSpace.require(Files.createDirectories(part.folder()), bytes, limits.spareBytes());
    Files.copy(original, part.data());
    return checked(original.toUri().toString());
  }

  private Source checked(String address) throws IOException {
    String digest = Digests.sha256(part.data());
    if (file.sha256() != null && !digest.startsWith(file.sha256())) {
      part.discard();
      throw new AulosException(
          ("%s from %s is not what was expected: its SHA-256 should %s %s (%s) but is %s. It was not"
                  + " kept. Either something on the way changed it, then try again or elsewhere; or"
                  + " its publisher changed it, then ask them.")
              .formatted(
                  file.name(),
                  address,
                  file.digestKnown() ? "be" : "begin with",
                  file.sha256(),
                  file.digestFrom() == null ? "by the manifest" : file.digestFrom(),
                  digest));
    }
    return new Source(file.name(), address, part.length(), digest, trust(address, digest));
  }

  private Trust trust(String address, String digest) throws IOException {
    if (file.digestKnown()) {
      return file.trust();
    }
    Optional<String> before = earlier.digest(file.name());
    if (before.isPresent() && !before.get().equals(digest)) {
      part.discard();
      throw new AulosException(
          ("%s from %s has changed: its SHA-256 was %s at the first download but is %s. It was not"
                  + " kept. If the change is meant, delete %s and pull again.")
              .formatted(file.name(), address, before.get(), digest, earlier.file()));
    }
    if (before.isEmpty()) {
      listener.told(
          ("%s of %s is published, so it is trusted as it came. Its SHA-256 is %s; that is kept in"
                  + " %s, and later downloads have to be the same.")
              .formatted(
                  file.sha256() == null ? "no SHA-256" : "only the beginning of the SHA-256",
                  file.name(),
                  digest,
                  earlier.file()));
    }
    return file.trust();
  }
}
