package org.aulos.nn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tensors in nested containers; their names are the keys with dots between. */
final class Flattening {
  private static final int MAX_DEPTH = 32;
  // A container may stand in many places, in itself even: what is visited is counted.
  private static final int MAX_VISITS = 8_000_000;
  private static final int MAX_NAME = 1024;
  // As much as the header of a safetensors file may hold.
  private static final int MAX_NAMES = 1 << 25;
  private static final String ALONE = "tensor";

  private final Map<String, TorchObjects.Tensor> tensors = new LinkedHashMap<>();
  private int visits;
  private int characters;

  /**
   * The tensors by name, in the order of the containers; what is no tensor is left out.
   *
   * @throws WeightsException if two have the same name, or the nesting has no end
   */
  Map<String, TorchObjects.Tensor> of(Object root) throws WeightsException {
    visit("", root, 0);
    return tensors;
  }

  private void visit(String name, Object value, int depth) throws WeightsException {
    if (depth > MAX_DEPTH || name.length() > MAX_NAME || ++visits > MAX_VISITS) {
      throw new WeightsException("its containers are nested without end");
    }
    if (value instanceof TorchObjects.Tensor tensor) {
      String key = name.isEmpty() ? ALONE : name;
      characters += key.length();
      if (characters > MAX_NAMES) {
        throw new WeightsException("the names of its tensors are longer than " + MAX_NAMES);
      }
      if (tensors.put(key, tensor) != null) {
        throw new WeightsException("it holds two tensors named '" + key + "'");
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        visit(below(name, entry.getKey()), entry.getValue(), depth + 1);
      }
    } else if (value instanceof List<?> list) {
      int index = 0;
      for (Object item : list) {
        visit(below(name, index++), item, depth + 1);
      }
    }
  }

  private static String below(String name, Object key) {
    return name.isEmpty() ? key.toString() : name + "." + key;
  }
}
