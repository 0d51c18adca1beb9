package org.aulos.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.aulos.api.PluginException;
import org.aulos.api.spi.Plugin;
import org.jspecify.annotations.Nullable;

/**
 * What a jar, or a folder of classes, says of itself: its module descriptor, its list of services
 * and its manifest. Nothing in it is run.
 *
 * @param path the jar or folder
 * @param module its module descriptor; null if it is no explicit module
 * @param services the plugins that {@code META-INF/services} names
 * @param manifest main attributes of its manifest
 */
record PluginJar(
    Path path, @Nullable ModuleDescriptor module, List<String> services, Attributes manifest) {
  /**
   * The manifest's attribute that tells the version of {@code org.aulos.api} which a jar without
   * module descriptor was compiled against.
   */
  static final Attributes.Name API_VERSION = new Attributes.Name("Aulos-Api-Version");

  private static final String SERVICE = Plugin.class.getName();
  private static final String SERVICES = "META-INF/services/" + SERVICE;
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String DESCRIPTOR = "module-info.class";

  /** A manifest, a list of services or a descriptor is a few kilobytes; who has more errs. */
  private static final int LONGEST = 1 << 20;

  /** Class files of Java N have the major version N + 44. */
  private static final int CLASS_VERSION_OF_JAVA = 44;

  static boolean isJar(Path path) {
    return Files.isRegularFile(path)
        && path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar");
  }

  /** Whether a folder holds classes that are or offer a plugin. */
  static boolean isCode(Path folder) {
    return Files.isRegularFile(folder.resolve(DESCRIPTOR))
        || Files.isRegularFile(folder.resolve(SERVICES));
  }

  /**
   * Reads a jar or a folder of classes.
   *
   * @throws PluginException if it is neither, or what it says of itself cannot be understood
   */
  static PluginJar read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return read(path, name -> inFolder(path, name));
      }
      try (JarFile jar =
          new JarFile(path.toFile(), false, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
        return read(path, name -> inJar(jar, name));
      }
    } catch (IOException e) {
      throw new PluginException(
          "%s cannot be read as a jar: %s; copy it again or remove it"
              .formatted(path.getFileName(), e.getMessage()),
          e);
    }
  }

  /** Something in a jar or folder, by its name; empty if it is not there. */
  @FunctionalInterface
  private interface Content {
    Optional<byte[]> find(String name) throws IOException;
  }

  private static PluginJar read(Path path, Content content) throws IOException {
    Optional<byte[]> descriptor = content.find(DESCRIPTOR);
    Manifest manifest = new Manifest();
    Optional<byte[]> bytes = content.find(MANIFEST);
    if (bytes.isPresent()) {
      manifest.read(new ByteArrayInputStream(bytes.get()));
    }
    return new PluginJar(
        path,
        descriptor.isPresent() ? descriptor(path, descriptor.get()) : null,
        content.find(SERVICES).map(PluginJar::services).orElse(List.of()),
        manifest.getMainAttributes());
  }

  private static Optional<byte[]> inJar(JarFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      return Optional.empty();
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return Optional.of(bounded(in, name));
    }
  }

  private static Optional<byte[]> inFolder(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of(bounded(in, name));
    }
  }

  private static byte[] bounded(InputStream in, String name) throws IOException {
    byte[] bytes = in.readNBytes(LONGEST + 1);
    if (bytes.length > LONGEST) {
      throw new IOException(name + " in it is longer than " + LONGEST + " bytes");
    }
    return bytes;
  }

  private static List<String> services(byte[] bytes) {
    List<String> names = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
      String name = line.replaceAll("#.*", "").strip();
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private static @Nullable ModuleDescriptor descriptor(Path path, byte[] bytes) {
    int java = javaVersion(bytes);
    if (java > Runtime.version().feature()) {
      throw new PluginException(
          "%s was compiled for Java %d but this is Java %d; run Aulos on Java %d, or take a build for %d"
              .formatted(
                  path.getFileName(),
                  java,
                  Runtime.version().feature(),
                  java,
                  Runtime.version().feature()));
    }
    try {
      // Not from the bytes: only the finder also knows the packages that the descriptor leaves out.
      return ModuleFinder.of(path).findAll().stream()
          .map(ModuleReference::descriptor)
          .findFirst()
          .orElse(null);
    } catch (FindException e) {
      throw new PluginException(
          "the module descriptor of %s cannot be read: %s; build the jar again"
              .formatted(path.getFileName(), ForeignCode.root(e).getMessage()),
          e);
    }
  }

  /** Java version of a class file, from bytes 6 and 7 of its header (JVMS 4.1). */
  private static int javaVersion(byte[] bytes) {
    return bytes.length < 8
        ? 0
        : ((bytes[6] & 0xff) << 8 | (bytes[7] & 0xff)) - CLASS_VERSION_OF_JAVA;
  }

  /** The explicit module that it is. */
  Optional<ModuleDescriptor> descriptor() {
    return Optional.ofNullable(module);
  }

  /** Classes of the plugins that its module descriptor provides. */
  List<String> provided() {
    return descriptor().stream()
        .flatMap(own -> own.provides().stream())
        .filter(provides -> provides.service().equals(SERVICE))
        .flatMap(provides -> provides.providers().stream())
        .toList();
  }

  /** Classes of the plugins in it, as a module or on a class path. */
  List<String> providers() {
    return provided().isEmpty() ? services : provided();
  }

  /** Name of its module; of an unnamed one that of the file. */
  String name() {
    return descriptor().map(ModuleDescriptor::name).orElse(path.getFileName().toString());
  }

  /** Its version, as its manifest or its module descriptor tells it. */
  Optional<String> version() {
    return Optional.ofNullable(manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION))
        .or(() -> descriptor().flatMap(ModuleDescriptor::rawVersion));
  }

  /** The version of the API that it was compiled against, as far as it tells. */
  Optional<String> apiVersion() {
    return descriptor().stream()
        .flatMap(own -> own.requires().stream())
        .filter(requires -> requires.name().equals(HostModules.API))
        .flatMap(requires -> requires.rawCompiledVersion().stream())
        .findFirst()
        .or(() -> Optional.ofNullable(manifest.getValue(API_VERSION)));
  }
}
