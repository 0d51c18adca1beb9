package org.aulos.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ResolvedModule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.aulos.audio.AudioFiles;
import org.aulos.dsp.Resampler;

/** The jar or folder that a class was loaded from, and the digest of the code in it. */
public final class CodeOrigin {
  private static final Map<Path, String> DIGESTS = new ConcurrentHashMap<>();

  private CodeOrigin() {}

  /** The jar or folder. */
  public static Path of(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IllegalArgumentException(type + " was not loaded from a file");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a file: " + source.getLocation(), e);
    }
  }

  /** Digest of the jar, or of every file in the folder: changes whenever the code may have. */
  public static String digest(Class<?> type) {
    return DIGESTS.computeIfAbsent(of(type), CodeOrigin::digest);
  }

  /**
   * Digest of the code of Aulos itself: of every module of it in the boot layer, or where there are
   * none, on a class path, of what stands behind every vector and weight: this module, {@code dsp}
   * and {@code audio}.
   */
  public static String ofAulos() {
    List<Path> origins =
        ModuleLayer.boot().configuration().modules().stream()
            .filter(module -> module.name().startsWith("org.aulos."))
            .sorted(Comparator.comparing(ResolvedModule::name))
            .flatMap(module -> module.reference().location().stream())
            .map(Path::of)
            .toList();
    if (origins.isEmpty()) {
      origins =
          Stream.of(CodeOrigin.class, Resampler.class, AudioFiles.class)
              .map(CodeOrigin::of)
              .toList();
    }
    StringBuilder digests = new StringBuilder();
    for (Path origin : origins) {
      digests.append(DIGESTS.computeIfAbsent(origin, CodeOrigin::digest));
    }
    return Digests.sha256(digests.toString());
  }

  private static String digest(Path origin) {
    try {
      return Digests.sha256OfTree(origin);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the code in " + origin, e);
    }
  }
}
