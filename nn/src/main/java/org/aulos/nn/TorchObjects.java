package org.aulos.nn;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a PyTorch checkpoint may name: storages of the types that the engine holds, tensors and
 * parameters over them, ordered dictionaries, shapes and devices. All else is refused.
 */
final class TorchObjects implements Unpickler.Host {
  // The most that PyTorch itself allows.
  private static final int MAX_AXES = 64;
  // A pickle may build dictionaries from one and the same list again and again.
  private static final int MAX_PAIRS = 1 << 20;

  private static final Map<String, DataType> STORAGES =
      Map.of(
          "DoubleStorage", DataType.FLOAT64,
          "FloatStorage", DataType.FLOAT32,
          "HalfStorage", DataType.FLOAT16,
          "BFloat16Storage", DataType.BFLOAT16,
          "LongStorage", DataType.INT64,
          "IntStorage", DataType.INT32,
          "CharStorage", DataType.INT8,
          "ByteStorage", DataType.UINT8,
          "BoolStorage", DataType.BOOLEAN);

  private static final Map<String, Function> FUNCTIONS =
      Map.of(
          "collections.OrderedDict", Function.ORDERED_DICT,
          "torch._utils._rebuild_tensor_v2", Function.TENSOR,
          "torch._utils._rebuild_parameter", Function.PARAMETER,
          "torch.Size", Function.SIZE,
          "torch.device", Function.DEVICE);

  private final Map<String, Storage> storages = new HashMap<>();
  private int pairs;

  private enum Function {
    ORDERED_DICT,
    TENSOR,
    PARAMETER,
    SIZE,
    DEVICE
  }

  /** A storage as the pickle names it; its bytes lie elsewhere in the file. */
  record Storage(String key, DataType type, long elements) {
    /** Length in bytes, which may be negative if the number of elements is absurd. */
    long bytes() {
      return elements * type.getNumOfBytes();
    }
  }

  /**
   * A tensor over a storage, within its bounds.
   *
   * @param offset of its first element, in elements, as the strides
   */
  record Tensor(Storage storage, long offset, Shape shape, Shape strides) {}

  /** The storages that the pickle named, by their keys. */
  Map<String, Storage> storages() {
    return Map.copyOf(storages);
  }

  @Override
  public Object global(String module, String name) throws WeightsException {
    DataType type = module.equals("torch") ? STORAGES.get(name) : null;
    if (type != null) {
      return type;
    }
    Function function = FUNCTIONS.get(module + "." + name);
    if (function != null) {
      return function;
    }
    throw new WeightsException(
        "it names %s.%s, and only tensors, numbers, text, lists and dictionaries are read; if you trust the file, load it in Python and save its state_dict alone"
            .formatted(module, name));
  }

  @Override
  public Object call(Object function, List<?> arguments) throws WeightsException {
    if (!(function instanceof Function known)) {
      throw new WeightsException("it calls something that is no function");
    }
    return switch (known) {
      case ORDERED_DICT -> orderedDict(arguments);
      case TENSOR -> tensor(arguments);
      case PARAMETER -> argument(arguments, 0, Tensor.class);
      case SIZE -> argument(arguments, 0, List.class);
      case DEVICE -> argument(arguments, 0, String.class);
    };
  }

  @Override
  public Object persistent(Object id) throws WeightsException {
    // ("storage", type, key, device, elements[, None])
    List<?> parts = id instanceof List<?> list ? list : List.of();
    if (parts.isEmpty() || !"storage".equals(parts.get(0))) {
      throw new WeightsException("it refers to something that is no storage");
    }
    if (parts.size() > 5 && parts.get(5) != Unpickler.NONE) {
      throw new WeightsException("it holds views of storages, as PyTorch before 0.4 wrote them");
    }
    Storage storage =
        new Storage(
            argument(parts, 2, String.class),
            argument(parts, 1, DataType.class),
            argument(parts, 4, Long.class));
    if (storage.elements() < 0
        || storage.elements() > Long.MAX_VALUE / storage.type().getNumOfBytes()) {
      throw new WeightsException("it names a storage of " + storage.elements() + " elements");
    }
    Storage known = storages.putIfAbsent(storage.key(), storage);
    if (known != null && !known.equals(storage)) {
      throw new WeightsException(
          "it describes storage '" + storage.key() + "' in two different ways");
    }
    return storage;
  }

  private Map<Object, Object> orderedDict(List<?> arguments) throws WeightsException {
    List<Object> keysAndValues = new ArrayList<>();
    if (!arguments.isEmpty()) {
      for (Object pair : argument(arguments, 0, List.class)) {
        if (!(pair instanceof List<?> both) || both.size() != 2) {
          throw new WeightsException("it builds a dictionary from something else than pairs");
        }
        if (++pairs > MAX_PAIRS) {
          throw new WeightsException("it builds dictionaries of more than " + MAX_PAIRS + " pairs");
        }
        keysAndValues.addAll(both);
      }
    }
    return Unpickler.put(new LinkedHashMap<>(), keysAndValues);
  }

  private static Tensor tensor(List<?> arguments) throws WeightsException {
    Storage storage = argument(arguments, 0, Storage.class);
    long offset = argument(arguments, 1, Long.class);
    long[] sizes = numbers(argument(arguments, 2, List.class));
    long[] strides = numbers(argument(arguments, 3, List.class));
    if (sizes.length != strides.length || sizes.length > MAX_AXES || offset < 0) {
      throw new WeightsException("it describes a tensor that cannot be");
    }
    Shape shape = new Shape(sizes);
    long room = storage.elements() - offset;
    // As many elements as the storage at most: a stride of 0 could repeat one without end.
    if (Sizes.bytes(shape, 1, Math.max(0, room)) < 0 || reach(sizes, strides, room) > room) {
      throw new WeightsException(
          "it describes a tensor of %s, strides %s, at %d of a storage of %d elements"
              .formatted(shape, new Shape(strides), offset, storage.elements()));
    }
    return new Tensor(storage, offset, shape, new Shape(strides));
  }

  /** Elements from the first of a tensor to its last, or more than {@code room}. */
  private static long reach(long[] sizes, long[] strides, long room) {
    long reach = 1;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (sizes[axis] == 0) {
        return 0;
      }
    }
    for (int axis = 0; axis < sizes.length; axis++) {
      long steps = sizes[axis] - 1;
      if (steps > 0 && strides[axis] > room / steps) {
        return Long.MAX_VALUE;
      }
      reach += steps * strides[axis];
      if (reach > room) {
        return reach;
      }
    }
    return reach;
  }

  private static long[] numbers(List<?> values) throws WeightsException {
    long[] numbers = new long[Math.min(values.size(), MAX_AXES + 1)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = argument(values, i, Long.class);
      if (numbers[i] < 0) {
        throw new WeightsException("it describes a tensor with a negative size or stride");
      }
    }
    return numbers;
  }

  private static <T> T argument(List<?> arguments, int index, Class<T> type)
      throws WeightsException {
    Object value = index < arguments.size() ? arguments.get(index) : Unpickler.NONE;
    if (!type.isInstance(value)) {
      throw new WeightsException("it builds an object from parts that do not fit");
    }
    return type.cast(value);
  }
}
