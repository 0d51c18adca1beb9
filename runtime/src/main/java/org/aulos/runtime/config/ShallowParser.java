package org.aulos.runtime.config;

import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * A parser that refuses deep nesting while it is met. The composer behind it calls itself for each
 * level, so a short file of brackets would exhaust the stack.
 */
final class ShallowParser implements Parser {
  private final Parser parser;
  private final int maxDepth;
  private int depth;

  /** A view of {@code parser} that fails beyond {@code maxDepth} levels of collections. */
  ShallowParser(Parser parser, int maxDepth) {
    this.parser = parser;
    this.maxDepth = maxDepth;
  }

  @Override
  public boolean checkEvent(Event.ID choice) {
    return parser.checkEvent(choice);
  }

  @Override
  public Event peekEvent() {
    return parser.peekEvent();
  }

  @Override
  public boolean hasNext() {
    return parser.hasNext();
  }

  @Override
  public Event next() {
    Event event = parser.next();
    switch (event.getEventId()) {
      case SequenceStart, MappingStart -> depth++;
      case SequenceEnd, MappingEnd -> depth--;
      default -> {
        // Leaves the depth as it is.
      }
    }
    if (depth > maxDepth) {
      throw new ParserException("nested deeper than " + maxDepth + " levels", event.getStartMark());
    }
    return event;
  }
}
