package org.aulos.runtime.models;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.aulos.api.AulosException;

/**
 * Unpacks an archive that is not trusted: plain files and folders below one folder, and no more of
 * them than {@link StoreLimits} allow.
 */
final class Unpacker {
  private static final int BUFFER = 1 << 16;

  /** However small an archive is, it may hold this much. */
  private static final long ALWAYS_ALLOWED = 16L << 20;

  /** The header of an entry, long names included; nothing else is held in memory. */
  private static final long LONGEST_HEADER = 1 << 20;

  /** Drives, streams and separators of other systems, and what would disturb a terminal. */
  private static final Pattern FORBIDDEN = Pattern.compile("[\\\\:\\p{Cntrl}]");

  private static final int LONGEST_PATH = 1024;
  private static final int TYPE_OF_FILE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;

  private final Path archive;
  private final Path into;
  private final StoreLimits limits;
  private final long mostBytes;
  private long bytes;
  private int entries;

  private Unpacker(Path archive, Path into, StoreLimits limits) throws IOException {
    this.archive = archive;
    this.into = into;
    this.limits = limits;
    long packed = Math.max(1, Files.size(archive));
    long grown =
        packed > Long.MAX_VALUE / limits.maxRatio() ? Long.MAX_VALUE : packed * limits.maxRatio();
    this.mostBytes = Math.min(limits.maxBytes(), Math.max(ALWAYS_ALLOWED, grown));
  }

  /**
   * Unpacks {@code archive} into the folder {@code into}, which exists.
   *
   * @throws AulosException if an entry is not a plain file or folder, leads out of the folder,
   *     comes twice, or makes it too much
   * @throws IOException if it is damaged or the disk fails
   */
  static void unpack(Path archive, Packing packing, Path into, StoreLimits limits)
      throws IOException {
    Unpacker unpacker = new Unpacker(archive, into, limits);
    switch (packing) {
      case TAR_GZ -> unpacker.tar();
      case ZIP -> unpacker.zip();
      case FILE -> throw new IllegalArgumentException("there is nothing to unpack in " + archive);
    }
  }

  private void tar() throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        Gauge gauge = new Gauge(new GZIPInputStream(in, BUFFER));
        TarArchiveInputStream tar = new TarArchiveInputStream(gauge)) {
      while (true) {
        gauge.allow(LONGEST_HEADER);
        TarArchiveEntry entry = tar.getNextEntry();
        if (entry == null) {
          return;
        }
        boolean plain = entry.isFile() && !entry.isLink() && !entry.isSparse();
        boolean special =
            entry.isSymbolicLink()
                || entry.isCharacterDevice()
                || entry.isBlockDevice()
                || entry.isFIFO();
        gauge.allow(Long.MAX_VALUE);
        take(entry, special ? Kind.OTHER : plain ? Kind.FILE : Kind.of(entry), tar);
      }
    }
  }

  private void zip() throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
      List<ZipArchiveEntry> listed = new ArrayList<>(Collections.list(zip.getEntries()));
      for (ZipArchiveEntry entry : listed) {
        int type = entry.getUnixMode() & TYPE_OF_FILE;
        boolean other = type != 0 && type != REGULAR && type != DIRECTORY;
        if (other || !zip.canReadEntryData(entry)) {
          throw refuse(entry, "is a link, a device, encrypted, or packed in an unknown way");
        }
        try (InputStream in = zip.getInputStream(entry)) {
          take(entry, entry.isDirectory() ? Kind.DIRECTORY : Kind.FILE, in);
        }
      }
    }
  }

  private enum Kind {
    FILE,
    DIRECTORY,
    OTHER;

    static Kind of(TarArchiveEntry entry) {
      return entry.isDirectory() ? DIRECTORY : OTHER;
    }
  }

  private void take(ArchiveEntry entry, Kind kind, InputStream in) throws IOException {
    entries++;
    if (entries > limits.maxEntries()) {
      throw refuse(entry, "is one entry too many; at most " + limits.maxEntries() + " are allowed");
    }
    Path target = target(entry);
    switch (kind) {
      case DIRECTORY -> Files.createDirectories(target);
      case FILE -> {
        if (Files.exists(target) || target.equals(into)) {
          throw refuse(entry, "comes twice");
        }
        DiskSpace.require(into, Math.max(0, entry.getSize()), limits.spareBytes());
        Files.createDirectories(target.getParent());
        write(entry, in, target);
      }
      case OTHER -> throw refuse(entry, "is neither a plain file nor a folder");
    }
  }

  private Path target(ArchiveEntry entry) {
    String name = entry.getName();
    Path path = Path.of("");
    if (!FORBIDDEN.matcher(name).find() && name.length() <= LONGEST_PATH) {
      path = Path.of(name);
    }
    boolean climbs = false;
    for (Path part : path) {
      climbs |= part.toString().equals("..");
    }
    if (path.toString().isEmpty() || path.isAbsolute() || climbs) {
      throw refuse(entry, "has a name that leads elsewhere or that some systems cannot have");
    }
    return into.resolve(path).normalize();
  }

  private void write(ArchiveEntry entry, InputStream in, Path target) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
        if (bytes > mostBytes) {
          throw refuse(entry, "makes it more than " + mostBytes + " bytes, which is refused");
        }
        out.write(buffer, 0, read);
      }
    }
  }

  private AulosException refuse(ArchiveEntry entry, String problem) {
    String name = FORBIDDEN.matcher(entry.getName()).replaceAll("?");
    String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
    return new AulosException(
        "the archive %s is refused: its entry '%s' %s"
            .formatted(archive.getFileName(), shown, problem));
  }

  /** Ends a header that does not end: names of any length would be held in memory. */
  private static final class Gauge extends FilterInputStream {
    private long allowed;

    Gauge(InputStream in) {
      super(in);
    }

    void allow(long bytes) {
      allowed = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      return spend(read);
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      spend((int) Math.min(Integer.MAX_VALUE, skipped));
      return skipped;
    }

    private int spend(int read) throws IOException {
      allowed -= Math.max(0, read);
      if (allowed < 0) {
        throw new IOException("the header of an entry has more than " + LONGEST_HEADER + " bytes");
      }
      return read;
    }
  }
}
