package org.aulos.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.aulos.api.Waveform;
import org.jspecify.annotations.Nullable;

/**
 * A value taken apart into things that can be compared: records into their components, arrays into
 * lists of bits, waveforms into samples. Equal contents mean that nothing changed.
 */
final class Contents {
  private Contents() {}

  /** The contents; a snapshot, unaffected by later changes of the value. */
  static Object of(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof Waveform waveform) {
      return List.of(
          waveform.sampleRate(),
          IntStream.range(0, waveform.channels()).mapToObj(i -> of(waveform.channel(i))).toList());
    }
    if (value instanceof Record values) {
      return components(values).stream().map(Contents::of).toList();
    }
    if (value instanceof Collection<?> values) {
      return values.stream().map(Contents::of).toList();
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream().map(e -> List.of(of(e.getKey()), of(e.getValue()))).toList();
    }
    if (value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(of(Array.get(value, i)));
      }
      return elements;
    }
    return value;
  }

  /** The values of a record's components, in their order. */
  static List<@Nullable Object> components(Record values) {
    List<@Nullable Object> components = new ArrayList<>();
    for (RecordComponent component : values.getClass().getRecordComponents()) {
      components.add(read(values, component.getAccessor()));
    }
    return components;
  }

  private static @Nullable Object read(Record values, Method accessor) {
    try {
      // Test classes declare records that are not public.
      accessor.setAccessible(true);
      return accessor.invoke(values);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("cannot read " + accessor.getName() + " of " + values, e);
    }
  }
}
