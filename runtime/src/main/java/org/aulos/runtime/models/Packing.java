package org.aulos.runtime.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a model is packed into the file that is downloaded. */
public enum Packing {
  /** Not at all: the file is kept as it is. */
  @JsonProperty("file")
  FILE,

  /** A tar archive compressed by gzip; what it holds is kept, but for one folder around it all. */
  @JsonProperty("tar.gz")
  TAR_GZ,

  /** A zip archive; what it holds is kept, but for one folder around it all. */
  @JsonProperty("zip")
  ZIP;

  /** What the name of a file says about it. */
  static Packing ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".tar.gz") || lower.endsWith(".tgz")) {
      return TAR_GZ;
    }
    return lower.endsWith(".zip") ? ZIP : FILE;
  }
}
