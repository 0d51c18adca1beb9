package org.aulos.runtime.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aulos.api.spi.Role;
import org.aulos.runtime.Catalog;
import org.aulos.runtime.RunSettings;
import org.aulos.runtime.config.ComponentBinder;
import org.aulos.runtime.config.RecordSchema;
import org.aulos.runtime.train.TrainConfig;

/**
 * The JSON Schema (2020-12) of what {@link BenchBinder} binds, with every component of the catalog.
 * It lets an editor complete and explain keys; what only the constructors of options know, it does
 * not.
 */
public final class BenchSchema {
  private static final String TYPE = "type";
  private static final String OBJECT = "object";
  private static final String DESCRIPTION = "description";
  private static final String PROPERTIES = "properties";
  private static final String CLOSED = "additionalProperties";
  private static final String REQUIRED = "required";
  private static final String DEFINITIONS = "$defs";

  private final Catalog catalog;
  private final Map<String, Object> definitions = new LinkedHashMap<>();

  private BenchSchema(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The schema of a benchmark's configuration. */
  public static Map<String, Object> of(Catalog catalog) {
    return new BenchSchema(catalog).benchmark();
  }

  private Map<String, Object> benchmark() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(BenchBinder.TITLE, described("What it is about, for people.", RecordSchema.text()));
    keys.put(
        BenchBinder.DATA,
        described(
            "Folder that relative paths of the data sets are relative to; that of the file by default.",
            Map.of(TYPE, "string")));
    keys.put(BenchBinder.DATASETS, named("Data sets by names of your choice.", Role.DATASET));
    keys.put(BenchBinder.SYSTEMS, named("Systems by names of your choice.", system()));
    keys.put(
        GeneratorBinder.GENERATORS, named("Generators by names of your choice.", Role.GENERATOR));
    keys.put(
        GeneratorBinder.PROMPTS,
        described(
            "What every generator is asked for.",
            Map.of(
                "anyOf", List.of(RecordSchema.text(), RecordSchema.of(PromptsOptions.DEFAULTS)))));
    keys.put(BenchBinder.TASKS, named("Tasks by names of your choice.", task()));
    keys.putAll(RecordSchema.properties(RunSettings.DEFAULTS));
    keys.putAll(RecordSchema.properties(BenchOptions.DEFAULTS));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Benchmark of Aulos");
    schema.putAll(
        mapping(
            "Data sets, systems or generators, and tasks; settings beside them.",
            keys,
            List.of(BenchBinder.TASKS)));
    schema.put(
        "anyOf",
        List.of(
            Map.of(REQUIRED, List.of(BenchBinder.DATASETS, BenchBinder.SYSTEMS)),
            Map.of(REQUIRED, List.of(GeneratorBinder.GENERATORS, GeneratorBinder.PROMPTS))));
    definitions.put("subset", subset());
    schema.put(DEFINITIONS, definitions);
    return schema;
  }

  private Map<String, Object> system() {
    Map<String, Object> keys = stages();
    keys.put(TrainingBinder.TRAINING, training());
    return mapping(
        "What turns a clip into vectors; without an extractor the encoder takes the audio itself.",
        keys,
        List.of(BenchBinder.ENCODER));
  }

  private Map<String, Object> training() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(TrainConfig.TRAINER, choice(Role.TRAINER));
    keys.put(
        TrainConfig.DATASET,
        described(
            "What is learned from: a data set of this benchmark by its name, or another.",
            Map.of("anyOf", List.of(RecordSchema.text(), choice(Role.DATASET)))));
    keys.putAll(TrainingBinder.settings());
    return mapping(
        "The training that the encoder's weights come from, and those of a text encoder of the same plugin that names none; settings are those of the benchmark where they are left out.",
        keys,
        List.of(TrainConfig.TRAINER, TrainConfig.DATASET));
  }

  private Map<String, Object> stages() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(BenchBinder.EXTRACTOR, choice(Role.EXTRACTOR));
    keys.put(BenchBinder.ENCODER, choice(Role.ENCODER));
    keys.put(BenchBinder.TEXT_ENCODER, choice(Role.ENCODER));
    return keys;
  }

  private Map<String, Object> task() {
    Map<String, Object> subset = Map.of("$ref", "#/" + DEFINITIONS + "/subset");
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(BenchBinder.METRIC, choice(Role.METRIC));
    keys.put(
        BenchBinder.DATASET,
        described("Name of the data set, if there are several.", RecordSchema.text()));
    keys.put(BenchBinder.REFERENCE, described("Clips to compare with.", subset));
    keys.put(BenchBinder.EVALUATED, described("Clips that are judged.", subset));
    keys.put(
        BenchBinder.TEXT,
        described(
            "The words that a text encoder is given; a probe then judges their vectors in the place of the audio's.",
            Map.of(
                "anyOf",
                List.of(
                    RecordSchema.properties(TextOptions.DEFAULTS).get("of"),
                    RecordSchema.of(TextOptions.DEFAULTS)))));
    keys.putAll(RecordSchema.properties(TaskOptions.DEFAULTS));
    keys.put(BenchBinder.PAPER, RecordSchema.list(paper()));
    keys.putAll(stages());
    return mapping(
        "What every system is judged by; or, with an encoder that hears their clips, every generator.",
        keys,
        List.of(BenchBinder.METRIC));
  }

  /** A source with the number of the only system, or with one for each. */
  private static Map<String, Object> paper() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(
        PaperBinder.SOURCE,
        described("Where it stands, as in Piczak 2015, section 3.2.", RecordSchema.text()));
    keys.put(
        PaperBinder.VALUE, described("The number for the only system.", Map.of(TYPE, "number")));
    keys.put("data", RecordSchema.properties(PaperOptions.DEFAULTS).get("data"));
    keys.put(PaperBinder.VALUES, named("The number for each system.", Map.of(TYPE, "number")));
    keys.put(
        PaperBinder.OTHERS,
        named("The numbers of systems that are not run here.", Map.of(TYPE, "number")));
    return mapping(
        "What a publication reports; shown beside what is measured.",
        keys,
        List.of(PaperBinder.SOURCE));
  }

  /** A bare label, labels, or a mapping. */
  private static Map<String, Object> subset() {
    return Map.of(
        "anyOf",
        List.of(RecordSchema.list(RecordSchema.text()), RecordSchema.of(SubsetOptions.DEFAULTS)));
  }

  private Map<String, Object> named(String description, Role<?> role) {
    return named(description, choice(role));
  }

  private static Map<String, Object> named(String description, Map<String, Object> value) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(DESCRIPTION, description);
    schema.put(TYPE, OBJECT);
    schema.put("minProperties", 1);
    schema.put(CLOSED, value);
    return schema;
  }

  /** A component of a role: its bare name, or a mapping of {@code use} and its options. */
  private Map<String, Object> choice(Role<?> role) {
    List<Object> names = new ArrayList<>();
    List<Object> choices = new ArrayList<>();
    for (Catalog.Entry entry : catalog.entries(role)) {
      String key = entry.component().key();
      definitions.computeIfAbsent(key, ignored -> component(entry));
      names.add(entry.component().name());
      choices.add(Map.of("$ref", "#/" + DEFINITIONS + "/" + key));
    }
    choices.add(0, Map.of("enum", names));
    return described(
        "The name of " + ComponentBinder.article(role) + ", or use: NAME with its options.",
        Map.of("anyOf", choices));
  }

  private static Map<String, Object> component(Catalog.Entry entry) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(
        ComponentBinder.USE,
        described(entry.description(), Map.of("const", entry.component().name())));
    keys.putAll(RecordSchema.properties(entry.component().defaults()));
    return mapping(entry.description(), keys, List.of(ComponentBinder.USE));
  }

  private static Map<String, Object> mapping(
      String description, Map<String, Object> keys, List<String> required) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(DESCRIPTION, description);
    schema.put(TYPE, OBJECT);
    schema.put(PROPERTIES, keys);
    schema.put(REQUIRED, required);
    schema.put(CLOSED, false);
    return schema;
  }

  private static Map<String, Object> described(String description, Map<String, Object> schema) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put(DESCRIPTION, description);
    described.putAll(schema);
    return described;
  }
}
