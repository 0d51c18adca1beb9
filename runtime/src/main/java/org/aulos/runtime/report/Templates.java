package org.aulos.runtime.report;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The templates and the other resources of the page. */
public final class Templates {
  private Templates() {}

  /** The template of a whole page, a resource; a name that the data lack is an error. */
  static Template named(String page) {
    return of(resource(page));
  }

  /** A template that may include the parts of the page; a name that the data lack is an error. */
  public static Template of(String template) {
    return Mustache.compiler()
        .strictSections(true)
        .withCollector(new RecordCollector())
        .withLoader(name -> new StringReader(resource(name + ".mustache")))
        .compile(template);
  }

  /** The style sheet of the page. */
  public static String style() {
    return resource("report.css");
  }

  /** The text of a resource beside this class. */
  static String resource(String name) {
    try (InputStream in = Templates.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("expected the resource " + name + " beside the classes");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the resource " + name, e);
    }
  }

  /**
   * Reads the components of records. The collectors of the library cannot: to their module the
   * records here are closed.
   */
  private static final class RecordCollector extends BasicCollector {
    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      if (context instanceof Record) {
        for (RecordComponent component : context.getClass().getRecordComponents()) {
          if (component.getName().equals(name)) {
            Method accessor = component.getAccessor();
            return (record, key) -> accessor.invoke(record);
          }
        }
      }
      return super.createFetcher(context, name);
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
