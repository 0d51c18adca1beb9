package org.aulos.runtime.report;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of 256 shades whose lightness rises evenly, from black over red to light yellow. */
final class Pictures {
  /** The colour map magma of matplotlib (CC0) at nine even steps; between them it is straight. */
  private static final int[] MAGMA = {
    0x000004, 0x1d1147, 0x51127c, 0x832681, 0xb73779, 0xe75263, 0xfc8961, 0xfec488, 0xfcfdbf
  };

  private static final int SHADES = 256;
  private static final IndexColorModel SHADING = shading();

  private Pictures() {}

  /** A black picture. */
  static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, SHADING);
  }

  /** Sets a pixel to a lightness, which is cut to [0, 1]. */
  static void paint(BufferedImage image, int x, int y, double lightness) {
    double cut = Math.min(1, Math.max(0, lightness));
    image.getRaster().setSample(x, y, 0, (int) Math.round(cut * (SHADES - 1)));
  }

  /** The picture as a PNG inside a URI. */
  static String dataUri(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // In memory: the default of ImageIO is a file in the folder for temporary files.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("this Java platform cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return dataUri("image/png", bytes.toByteArray());
  }

  /** Bytes inside a URI. */
  static String dataUri(String type, byte[] bytes) {
    return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  private static IndexColorModel shading() {
    int[] colours = new int[SHADES];
    for (int shade = 0; shade < SHADES; shade++) {
      double position = (double) shade / (SHADES - 1) * (MAGMA.length - 1);
      int anchor = Math.min((int) position, MAGMA.length - 2);
      double weight = position - anchor;
      for (int shift = 0; shift <= 16; shift += 8) {
        int low = MAGMA[anchor] >> shift & 0xff;
        int high = MAGMA[anchor + 1] >> shift & 0xff;
        colours[shade] |= (int) Math.round(low + weight * (high - low)) << shift;
      }
    }
    return new IndexColorModel(Byte.SIZE, SHADES, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
  }
}
