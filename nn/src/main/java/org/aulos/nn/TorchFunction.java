package org.aulos.nn;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A function in TorchScript: an operation of the engine for which its Java binding has no method.
 * It is compiled when it is first applied and stays as long as the process. It holds no values,
 * runs on the device of its arguments, and lets gradients pass. Several threads may apply it.
 */
final class TorchFunction {
  // An object without fields, of the class whose method the function is.
  private static final String OBJECT = "\u0080\2c__torch__\nFunction\n)\u0081}b.";
  private static final String NO_CONSTANTS = "\u0080\2).";
  private static final String CODE =
      """
      class Function(Module):
        __parameters__ = []
        __buffers__ = []
        def forward(self: __torch__.Function,
            %s: Tensor) -> Tensor:
          return %s
      """;

  private final String code;
  private @Nullable Model model;

  /**
   * A function.
   *
   * @param expression of the parameters, as TorchScript writes it after parsing: with {@code
   *     torch.} and without names of arguments
   * @param parameters names, one or more; all are tensors, and so is the result
   */
  TorchFunction(String expression, String... parameters) {
    code = CODE.formatted(String.join(": Tensor, ", parameters), expression);
  }

  private synchronized Model model() {
    if (model == null) {
      Model compiled = Model.newInstance("function", Device.cpu(), "PyTorch");
      try {
        compiled.load(new ByteArrayInputStream(archive(code)));
      } catch (MalformedModelException e) {
        throw new IllegalArgumentException("not TorchScript: " + code, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      model = compiled;
    }
    return model;
  }

  /** A module as PyTorch saves it. */
  private static byte[] archive(String code) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      add(zip, "data.pkl", OBJECT);
      add(zip, "code/__torch__.py", code);
      add(zip, "constants.pkl", NO_CONSTANTS);
      add(zip, "version", "3\n");
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry("function/" + name));
    zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    zip.closeEntry();
  }

  /** The result, which belongs to the manager of the first argument. */
  NDArray apply(NDArray... arguments) {
    ParameterStore none = new ParameterStore(arguments[0].getManager(), false);
    // Always "in training": otherwise the engine keeps gradients from being recorded.
    return model().getBlock().forward(none, new NDList(arguments), true).singletonOrThrow();
  }
}
