package org.aulos.nn;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.util.Pair;
import java.util.LinkedHashMap;
import java.util.Map;

/** The official names of a block's parameters. */
final class StateNames {
  /** DJL's words for what PyTorch calls otherwise. */
  private static final Map<String, String> OFFICIAL =
      Map.of(
          "gamma", "weight",
          "beta", "bias",
          "runningMean", "running_mean",
          "runningVar", "running_var",
          "embedding", "weight");

  private StateNames() {}

  /** The parameters by name, in the order of the block. */
  static Map<String, Parameter> of(Block block) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    collect("", block, parameters);
    return parameters;
  }

  private static void collect(String prefix, Block block, Map<String, Parameter> parameters) {
    for (Pair<String, Parameter> entry : block.getDirectParameters()) {
      String name = OFFICIAL.getOrDefault(entry.getKey(), entry.getKey());
      parameters.put(prefix + name, entry.getValue());
    }
    int index = 0;
    for (Pair<String, Block> child : block.getChildren()) {
      String name =
          block instanceof SequentialBlock ? String.valueOf(index) : bare(child.getKey(), index);
      collect(prefix + name + ".", child.getValue(), parameters);
      index++;
    }
  }

  /** A child's name without the number that DJL puts before it, counted from 1. */
  private static String bare(String name, int index) {
    return name.substring("%02d".formatted(index + 1).length());
  }
}
