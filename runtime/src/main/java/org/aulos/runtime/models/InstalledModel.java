package org.aulos.runtime.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * The record of an installation; it lies beside the folder of the model as JSON.
 *
 * @param format {@value #FORMAT}
 * @param name what configurations and commands call it; also its folder
 * @param title what it is, in a line
 * @param licence what allows its use
 * @param installed when, in ISO 8601
 * @param sources what it was made from
 * @param files what lies in its folder, in the order of their paths
 */
public record InstalledModel(
    String format,
    String name,
    String title,
    Licence licence,
    String installed,
    List<Source> sources,
    List<Content> files) {
  /** Names the format of the record; another one has another name. */
  public static final String FORMAT = "aulos-model-1";

  /** Why a source was believed. */
  public enum Trust {
    /** Its digest was known before. */
    @JsonProperty("known-digest")
    KNOWN_DIGEST,

    /** The first digits of its digest were known before. */
    @JsonProperty("first-digits")
    FIRST_DIGITS,

    /** No digest was known: it was taken as it came, and has to be the same ever after. */
    @JsonProperty("first-use")
    FIRST_USE,

    /** Its owner brought it. */
    @JsonProperty("imported")
    IMPORTED;

    /** As records have it, as in {@code first-use}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * What a model was made from.
   *
   * @param file its name
   * @param address where it came from
   * @param bytes its size
   * @param sha256 its digest
   * @param trust why it was believed
   */
  public record Source(String file, String address, long bytes, String sha256, Trust trust) {
    /** A source. */
    public Source {
      Required.all("file", file, "address", address, "sha256", sha256, "trust", trust);
    }
  }

  /**
   * A file of the model.
   *
   * @param path below the folder of the model, with slashes
   * @param bytes its size
   * @param sha256 its digest
   */
  public record Content(String path, long bytes, String sha256) {
    /** A file. */
    public Content {
      Required.all("path", path, "sha256", sha256);
    }
  }

  /** A record. */
  public InstalledModel {
    if (!FORMAT.equals(format)) {
      throw new IllegalArgumentException(
          "expected format '" + FORMAT + "' but was '" + format + "'");
    }
    Required.all("name", name, "title", title, "licence", licence, "installed", installed);
    Required.all("sources", sources, "files", files);
    KnownModel.checkName(name);
    sources = List.copyOf(sources);
    files = List.copyOf(files);
  }

  /** Bytes of all files. */
  public long totalBytes() {
    return files.stream().mapToLong(Content::bytes).sum();
  }
}
