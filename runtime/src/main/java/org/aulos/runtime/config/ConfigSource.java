package org.aulos.runtime.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.aulos.api.OptionsException;
import org.aulos.runtime.config.ConfigNode.Items;
import org.aulos.runtime.config.ConfigNode.Keys;
import org.aulos.runtime.config.ConfigNode.Origin;
import org.aulos.runtime.config.ConfigNode.Value;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML into {@link ConfigNode}s and lays {@code key=value} arguments over them. Builds no
 * objects but these.
 */
public final class ConfigSource {
  /** Larger than any configuration; smaller than anything that hurts. */
  private static final long MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 30;

  private ConfigSource() {}

  /**
   * The configuration in a file.
   *
   * @throws OptionsException if the file cannot be read or is not YAML; the message has file, line
   *     and column
   */
  public static Keys read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new OptionsException(
            file
                + ": is larger than "
                + MAX_BYTES
                + " bytes; a configuration is a short YAML file");
      }
      return parse(Files.readString(file), file.toString());
    } catch (NoSuchFileException e) {
      throw new OptionsException("there is no configuration " + file.toAbsolutePath(), e);
    } catch (CharacterCodingException e) {
      throw new OptionsException(file + ": is not UTF-8 text; a configuration is a YAML file", e);
    } catch (IOException e) {
      throw new OptionsException("cannot read the configuration " + file + ": " + e, e);
    }
  }

  /**
   * The configuration in a text.
   *
   * @param name what messages call it
   * @throws OptionsException if it is not a YAML mapping
   */
  public static Keys parse(String yaml, String name) {
    return new Reader(name).document(yaml);
  }

  /**
   * A copy of {@code config} with one argument laid over it.
   *
   * @param argument {@code key=value}; the key may lead into mappings, as in {@code
   *     systems.mfcc.encoder=statistics}; the value is YAML
   * @param folder what relative paths in the value are relative to
   * @throws OptionsException if it is not of that form
   */
  public static Keys override(Keys config, String argument, Path folder) {
    return override(config, argument, new Origin("-o " + argument, folder));
  }

  /**
   * A copy of {@code config} with one argument laid over it.
   *
   * @param argument as above
   * @param origin where the user has written it
   * @throws OptionsException if it is not of that form
   */
  public static Keys override(Keys config, String argument, Origin origin) {
    int split = argument.indexOf('=');
    String[] path = argument.substring(0, Math.max(0, split)).split("\\.", -1);
    if (List.of(path).contains("")) {
      throw new OptionsException(origin + ": expected key=value, as in -o seed=7");
    }
    String text = argument.substring(split + 1);
    ConfigNode value = new Reader(origin.source()).value(text, origin);
    return put(config, path, 0, value, origin);
  }

  private static Keys put(Keys config, String[] path, int depth, ConfigNode value, Origin origin) {
    Map<String, ConfigNode> entries = new LinkedHashMap<>(config.entries());
    Map<String, Origin> keys = new LinkedHashMap<>(config.keys());
    String key = path[depth];
    if (depth == path.length - 1) {
      entries.put(key, value);
    } else {
      ConfigNode node = entries.get(key);
      if (node instanceof Items) {
        throw new OptionsException(
            origin + ": '" + key + "' is a list and has no key '" + path[depth + 1] + "'");
      }
      entries.put(key, put(mappingAt(node, origin), path, depth + 1, value, origin));
    }
    keys.put(key, origin);
    return new Keys(config.origin(), entries, keys);
  }

  /** What an override descends into; a bare component name becomes the mapping it is short for. */
  private static Keys mappingAt(@Nullable ConfigNode node, Origin origin) {
    if (node instanceof Keys keys) {
      return keys;
    }
    if (node instanceof Value name && !name.empty()) {
      return new Keys(
          name.origin(),
          Map.of(ComponentBinder.USE, name),
          Map.of(ComponentBinder.USE, name.origin()));
    }
    return new Keys(origin, Map.of(), Map.of());
  }

  /** Converts the library's nodes, keeping the line of each. */
  private record Reader(String name) {
    Keys document(String yaml) {
      Optional<Node> root = compose(yaml);
      if (root.isEmpty()) {
        throw new OptionsException(name + ": is empty; expected a YAML mapping");
      }
      ConfigNode node = convert(root.get(), 0);
      if (node instanceof Keys keys) {
        return keys;
      }
      throw new OptionsException(
          node.origin() + ": expected a YAML mapping but was " + node.kind());
    }

    ConfigNode value(String yaml, Origin origin) {
      return compose(yaml)
          .map(node -> at(convert(node, 0), origin))
          .orElseGet(() -> new Value(origin, "", true));
    }

    private Optional<Node> compose(String yaml) {
      LoadSettings settings =
          LoadSettings.builder()
              .setLabel(name)
              .setSchema(new CoreSchema()) // that of YAML 1.2: ~ is null
              .setAllowNonScalarKeys(true) // refused below, with their line
              .setMaxAliasesForCollections(20)
              .build();
      try {
        Parser parser = new ParserImpl(settings, new StreamReader(settings, yaml));
        return new Composer(settings, new ShallowParser(parser, MAX_DEPTH)).getSingleNode();
      } catch (MarkedYamlEngineException e) {
        String where =
            e.getProblemMark()
                .map(mark -> name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(name);
        throw new OptionsException(where + ": is not valid YAML: " + e.getProblem(), e);
      } catch (YamlEngineException e) {
        throw new OptionsException(name + ": is not valid YAML: " + e.getMessage(), e);
      }
    }

    private ConfigNode convert(Node node, int depth) {
      if (depth > MAX_DEPTH) {
        throw new OptionsException(
            origin(node) + ": is nested deeper than " + MAX_DEPTH + " levels");
      }
      if (node instanceof ScalarNode scalar) {
        return new Value(origin(node), scalar.getValue(), scalar.getTag().equals(Tag.NULL));
      }
      if (node instanceof SequenceNode sequence) {
        List<ConfigNode> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(convert(item, depth + 1)));
        return new Items(origin(node), List.copyOf(items));
      }
      return keys((MappingNode) node, depth);
    }

    private Keys keys(MappingNode node, int depth) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      Map<String, Origin> keys = new LinkedHashMap<>();
      for (NodeTuple tuple : node.getValue()) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          throw new OptionsException(origin(tuple.getKeyNode()) + ": expected a plain key");
        }
        String text = key.getValue();
        Origin first = keys.putIfAbsent(text, origin(key));
        if (first != null) {
          throw new OptionsException(
              origin(key) + ": the key '" + text + "' is given twice; first at " + first);
        }
        entries.put(text, convert(tuple.getValueNode(), depth + 1));
      }
      return new Keys(origin(node), entries, keys);
    }

    private Origin origin(Node node) {
      String line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
      return Origin.of(name + line);
    }

    /** The same values, all written at one place: lines within an argument mean nothing. */
    private static ConfigNode at(ConfigNode node, Origin origin) {
      if (node instanceof Value value) {
        return new Value(origin, value.text(), value.empty());
      }
      if (node instanceof Items items) {
        return new Items(origin, items.items().stream().map(item -> at(item, origin)).toList());
      }
      Keys keys = (Keys) node;
      Map<String, ConfigNode> entries = new LinkedHashMap<>();
      Map<String, Origin> origins = new LinkedHashMap<>();
      keys.entries()
          .forEach(
              (key, value) -> {
                entries.put(key, at(value, origin));
                origins.put(key, origin);
              });
      return new Keys(origin, entries, origins);
    }
  }
}
