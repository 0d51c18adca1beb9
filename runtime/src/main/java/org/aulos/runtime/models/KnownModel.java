package org.aulos.runtime.models;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model that can be pulled.
 *
 * @param name what configurations and commands call it: lower-case words joined by hyphens
 * @param title what it is, in a line
 * @param use where Aulos uses it, in a line
 * @param homepage where its publisher describes it
 * @param licence what allows its use
 * @param files what it consists of
 */
public record KnownModel(
    String name,
    String title,
    String use,
    String homepage,
    Licence licence,
    List<ModelFile> files) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int LONGEST = 64;

  /** A model. */
  public KnownModel {
    Required.all("name", name, "title", title, "use", use, "homepage", homepage);
    Required.all("licence", licence, "files", files);
    checkName(name);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("expected one file or more for " + name + " but was none");
    }
    Set<String> names = new HashSet<>();
    for (ModelFile file : files) {
      if (!names.add(file.name())) {
        throw new IllegalArgumentException(name + " has two files named " + file.name());
      }
    }
    files = List.copyOf(files);
  }

  /** Whether a model may have that name, which becomes the name of its folder. */
  public static boolean isName(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches();
  }

  /**
   * Checks the name of a model.
   *
   * @throws IllegalArgumentException if it is not lower-case words joined by hyphens
   */
  static void checkName(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "expected the name of a model, lower-case words joined by hyphens as in my-model, at most "
              + LONGEST
              + " characters, but was '"
              + name
              + "'");
    }
  }
}
