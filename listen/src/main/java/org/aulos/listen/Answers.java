package org.aulos.listen;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.aulos.api.AulosException;
import org.aulos.runtime.IncomparableException;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of a study: raters, what they are given, what they answered, and what the
 * answers are about. Every call is one transaction and is on the disk when it returns. May be used
 * from several threads.
 */
final class Answers implements AutoCloseable {
  /** Name of the file in the folder of a study. */
  static final String FILE = "answers.sqlite";

  private static final String FORMAT = "aulos-listen-1";

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS design (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
          "CREATE TABLE IF NOT EXISTS clip (prompt TEXT, system TEXT, sha256 TEXT NOT NULL,"
              + " PRIMARY KEY (prompt, system))",
          "CREATE TABLE IF NOT EXISTS rater (number INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL,"
              + " key TEXT UNIQUE NOT NULL, joined TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)",
          "CREATE TABLE IF NOT EXISTS slot (rater INTEGER REFERENCES rater, trial INTEGER,"
              + " slot INTEGER, prompt TEXT NOT NULL, system TEXT NOT NULL,"
              + " PRIMARY KEY (rater, trial, slot), UNIQUE (rater, prompt, system))",
          "CREATE TABLE IF NOT EXISTS score (rater INTEGER REFERENCES rater, prompt TEXT,"
              + " system TEXT, question TEXT, value INTEGER NOT NULL CHECK (value BETWEEN 1 AND 5),"
              + " given TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,"
              + " PRIMARY KEY (rater, prompt, system, question))",
          "CREATE TABLE IF NOT EXISTS best (rater INTEGER REFERENCES rater, prompt TEXT,"
              + " system TEXT NOT NULL, given TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,"
              + " PRIMARY KEY (rater, prompt))",
          "CREATE TABLE IF NOT EXISTS comment (rater INTEGER REFERENCES rater, prompt TEXT,"
              + " text TEXT NOT NULL, given TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,"
              + " PRIMARY KEY (rater, prompt))");

  private final Path file;
  private final Sql sql;

  private Answers(Path file, Sql sql) {
    this.file = file;
    this.sql = sql;
  }

  /** The answers in a folder, which are begun if there are none. */
  static Answers open(Path folder) {
    Path file = folder.resolve(FILE);
    Answers answers = new Answers(file, Sql.open(file));
    boolean prepared = false;
    try {
      answers.prepare();
      prepared = true;
      return answers;
    } finally {
      if (!prepared) {
        answers.close();
      }
    }
  }

  /**
   * The answers in a folder.
   *
   * @throws AulosException if there are none
   */
  static Answers existing(Path folder) {
    if (!Files.isRegularFile(folder.resolve(FILE))) {
      throw new AulosException(
          "there are no answers in %s; collect some by 'aulos listen', or say where they are with -d"
              .formatted(folder));
    }
    return open(folder);
  }

  private void prepare() {
    List<String> tables =
        sql.query("SELECT name FROM sqlite_master WHERE type = 'table'", row -> row.getString(1));
    if (tables.isEmpty()) {
      sql.together(
          () -> {
            SCHEMA.forEach(sql::update);
            sql.update("INSERT OR IGNORE INTO fact VALUES ('format', ?)", FORMAT);
            sql.update("INSERT OR IGNORE INTO fact VALUES ('secret', ?)", randomKey());
          });
    }
    // What another version or another program has made is left as it is.
    String format =
        tables.isEmpty() || tables.contains("fact") ? fact("format") : "another program";
    if (!format.equals(FORMAT)) {
      throw new AulosException(
          "%s is of the format '%s', but this version of Aulos knows '%s'; use the version that made it, or collect answers in another folder with -d"
              .formatted(file, format, FORMAT));
    }
  }

  private static String randomKey() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private String fact(String name) {
    return sql
        .query("SELECT value FROM fact WHERE name = ?", row -> row.getString(1), name)
        .stream()
        .findFirst()
        .orElseThrow(() -> new AulosException(file + " lacks the fact '" + name + "'"));
  }

  /** What the addresses of clips are derived from. */
  synchronized String secret() {
    return fact("secret");
  }

  /**
   * Ties the answers to a study: as long as nobody has begun, they are about this one from now on.
   *
   * @throws IncomparableException if they are about another
   */
  synchronized void claim(Study study) {
    Map<ClipKey, String> digests = study.digests();
    if (count("rater") == 0) {
      sql.together(() -> replace(study.design(), digests));
    }
    List<String> changes = changes(study, digests);
    if (!changes.isEmpty()) {
      throw new IncomparableException(
          "the answers in %s are about another state of the study:\n  %s\nPut it back as it was, or collect answers in another folder with -d."
              .formatted(file, String.join("\n  ", changes)));
    }
  }

  private void replace(Map<String, String> design, Map<ClipKey, String> digests) {
    sql.update("DELETE FROM design");
    sql.update("DELETE FROM clip");
    design.forEach((name, value) -> sql.update("INSERT INTO design VALUES (?, ?)", name, value));
    digests.forEach(
        (key, digest) ->
            sql.update("INSERT INTO clip VALUES (?, ?, ?)", key.prompt(), key.system(), digest));
  }

  /** What was changed in a study since the first answers, in words; empty if nothing. */
  synchronized List<String> changes(Study study) {
    return changes(study, study.digests());
  }

  private List<String> changes(Study study, Map<ClipKey, String> digests) {
    List<String> changes = new ArrayList<>();
    Map<String, String> design = pairs("SELECT name, value FROM design");
    Map<String, String> now = study.design();
    for (String name : union(design, now)) {
      if (!Objects.equals(design.get(name), now.get(name))) {
        changes.add(name + " was changed");
      }
    }
    Map<ClipKey, String> clips = new LinkedHashMap<>();
    sql.query(
        "SELECT prompt, system, sha256 FROM clip ORDER BY rowid",
        row -> clips.put(new ClipKey(row.getString(1), row.getString(2)), row.getString(3)));
    clips.forEach(
        (key, digest) -> {
          if (digests.containsKey(key) && !digest.equals(digests.get(key))) {
            changes.add("the clip of " + key + " was changed");
          }
        });
    return changes;
  }

  private static SortedSet<String> union(Map<String, String> a, Map<String, String> b) {
    SortedSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names;
  }

  private Map<String, String> pairs(String query) {
    Map<String, String> pairs = new HashMap<>();
    sql.query(query, row -> pairs.put(row.getString(1), row.getString(2)));
    return pairs;
  }

  private int count(String table) {
    return sql.query("SELECT COUNT(*) FROM " + table, row -> row.getInt(1)).get(0);
  }

  /** The rater of a name; upper and lower case are one. */
  synchronized Optional<Rater> named(String name) {
    return rater("SELECT number, name, key FROM rater WHERE name = ? COLLATE NOCASE", name);
  }

  /** The rater whose page shows a key. */
  synchronized Optional<Rater> withKey(String key) {
    return rater("SELECT number, name, key FROM rater WHERE key = ?", key);
  }

  /** All raters, in the order of coming. */
  synchronized List<Rater> raters() {
    return sql.query("SELECT key FROM rater ORDER BY number", row -> row.getString(1)).stream()
        .flatMap(key -> withKey(key).stream())
        .toList();
  }

  private Optional<Rater> rater(String query, String value) {
    return sql
        .query(
            query,
            row ->
                new Rater(row.getInt(1), row.getString(2), row.getString(3), trials(row.getInt(1))),
            value)
        .stream()
        .findFirst();
  }

  private List<Trial> trials(int rater) {
    Map<Integer, String> prompts = new LinkedHashMap<>();
    Map<Integer, List<String>> systems = new HashMap<>();
    sql.query(
        "SELECT trial, prompt, system FROM slot WHERE rater = ? ORDER BY trial, slot",
        row -> {
          prompts.put(row.getInt(1), row.getString(2));
          return systems
              .computeIfAbsent(row.getInt(1), trial -> new ArrayList<>())
              .add(row.getString(3));
        },
        rater);
    return prompts.entrySet().stream()
        .map(entry -> new Trial(entry.getValue(), systems.getOrDefault(entry.getKey(), List.of())))
        .toList();
  }

  /**
   * Takes a rater in, with trials of its own.
   *
   * @return empty if the name is taken
   */
  synchronized Optional<Rater> join(String name, StudyOptions options) {
    if (named(name).isPresent()) {
      return Optional.empty();
    }
    Map<String, Integer> given = new HashMap<>();
    sql.query(
        "SELECT prompt, COUNT(DISTINCT rater) FROM slot GROUP BY prompt",
        row -> given.put(row.getString(1), row.getInt(2)));
    List<Trial> trials = Assignment.of(options, name, given);
    String key = randomKey();
    sql.together(
        () -> {
          sql.update("INSERT INTO rater (name, key) VALUES (?, ?)", name, key);
          int number =
              sql.query("SELECT number FROM rater WHERE key = ?", row -> row.getInt(1), key).get(0);
          for (int trial = 0; trial < trials.size(); trial++) {
            insert(number, trial, trials.get(trial));
          }
        });
    return withKey(key);
  }

  private void insert(int rater, int trial, Trial contents) {
    for (int slot = 0; slot < contents.systems().size(); slot++) {
      sql.update(
          "INSERT INTO slot VALUES (?, ?, ?, ?, ?)",
          rater,
          trial,
          slot,
          contents.prompt(),
          contents.systems().get(slot));
    }
  }

  /** Keeps a score, in place of an earlier one. */
  synchronized void score(Rater rater, ClipKey clip, String question, int value) {
    sql.update(
        "INSERT INTO score (rater, prompt, system, question, value) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET value = excluded.value, given = CURRENT_TIMESTAMP",
        rater.number(),
        clip.prompt(),
        clip.system(),
        question,
        value);
  }

  /** Keeps which clip is the best of its prompt, in place of an earlier one. */
  synchronized void best(Rater rater, ClipKey clip) {
    sql.update(
        "INSERT INTO best (rater, prompt, system) VALUES (?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET system = excluded.system, given = CURRENT_TIMESTAMP",
        rater.number(),
        clip.prompt(),
        clip.system());
  }

  /** Keeps a comment, in place of an earlier one. */
  synchronized void comment(Rater rater, String prompt, String text) {
    sql.update(
        "INSERT INTO comment (rater, prompt, text) VALUES (?, ?, ?)"
            + " ON CONFLICT DO UPDATE SET text = excluded.text, given = CURRENT_TIMESTAMP",
        rater.number(),
        prompt,
        text);
  }

  /** Every score, by rater, then as given first. */
  synchronized List<Answer> scores() {
    return sql.query(
        "SELECT rater, prompt, system, question, value FROM score ORDER BY rater, rowid",
        row ->
            new Answer(
                row.getInt(1),
                new ClipKey(row.getString(2), row.getString(3)),
                row.getString(4),
                row.getInt(5)));
  }

  /** Every pick, by rater, then as given first. */
  synchronized List<Pick> picks() {
    return sql.query(
        "SELECT rater, prompt, system FROM best ORDER BY rater, rowid",
        row -> new Pick(row.getInt(1), new ClipKey(row.getString(2), row.getString(3))));
  }

  /** Every comment that is not empty, by rater, then as given first. */
  synchronized List<Comment> comments() {
    return sql.query(
        "SELECT rater, prompt, text FROM comment WHERE text <> '' ORDER BY rater, rowid",
        row -> new Comment(row.getInt(1), row.getString(2), row.getString(3)));
  }

  /** What a rater has answered for a prompt. */
  synchronized Marks marks(Rater rater, String prompt) {
    Map<String, Map<String, Integer>> scores = new HashMap<>();
    sql.query(
        "SELECT system, question, value FROM score WHERE rater = ? AND prompt = ?",
        row ->
            scores
                .computeIfAbsent(row.getString(1), system -> new HashMap<>())
                .merge(row.getString(2), row.getInt(3), (a, b) -> b),
        rater.number(),
        prompt);
    String best = text("SELECT system FROM best WHERE rater = ? AND prompt = ?", rater, prompt);
    String comment = text("SELECT text FROM comment WHERE rater = ? AND prompt = ?", rater, prompt);
    return new Marks(scores, best, comment == null ? "" : comment);
  }

  private @Nullable String text(String query, Rater rater, String prompt) {
    List<String> found = sql.query(query, row -> row.getString(1), rater.number(), prompt);
    return found.isEmpty() ? null : found.get(0);
  }

  /** The file. */
  Path file() {
    return file;
  }

  @Override
  public synchronized void close() {
    sql.close();
  }
}
