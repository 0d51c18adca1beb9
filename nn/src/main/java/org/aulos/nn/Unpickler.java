package org.aulos.nn;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickle format, protocols 2 to 5, as far as checkpoints need it. It builds numbers,
 * text, lists and dictionaries; whatever else a pickle names is handed to the {@link Host}, which
 * knows or refuses it. Nothing is looked up, called or loaded by name.
 *
 * <p>Lists and tuples become {@link List}, dictionaries {@link Map}, integers {@link Long} or
 * {@link BigInteger}, None {@link #NONE}. Lists may contain themselves.
 */
final class Unpickler {
  /** Python's None. */
  static final Object NONE = new Object();

  // Some 300,000 tensors; each value takes some tens of bytes at most beside its own content.
  private static final int MAX_VALUES = 8_000_000;
  private static final Object MARK = new Object();

  private final ByteBuffer in;
  private final Host host;
  private final List<Object> stack = new ArrayList<>();
  private final Map<Integer, Object> memo = new HashMap<>();
  private int values;

  /**
   * A reader of one pickle.
   *
   * @param in from where the pickle begins; afterwards it stands behind the pickle
   */
  Unpickler(ByteBuffer in, Host host) {
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.host = host;
  }

  /** Decides what a pickle may name. */
  interface Host {
    /**
     * A function or class of Python's.
     *
     * @throws WeightsException if a pickle must not name it
     */
    Object global(String module, String name) throws WeightsException;

    /**
     * The result of a call.
     *
     * @param function a value of {@link #global}, or anything else that a pickle puts there
     * @throws WeightsException if this cannot be called so
     */
    Object call(Object function, List<?> arguments) throws WeightsException;

    /**
     * Gives an object its state. Attributes of dictionaries, such as the versions of a state dict,
     * are of no use to us.
     *
     * @throws WeightsException if it takes none
     */
    default void build(Object object, Object state) throws WeightsException {
      if (!(object instanceof Map)) {
        throw new WeightsException("the pickle sets the state of an object");
      }
    }

    /**
     * An object that lies outside the pickle.
     *
     * @throws WeightsException if there is none
     */
    Object persistent(Object id) throws WeightsException;
  }

  /**
   * The object.
   *
   * @throws WeightsException if the pickle is malformed or names what it must not
   */
  Object load() throws WeightsException {
    try {
      while (true) {
        int opcode = in.get() & 0xff;
        if (opcode == '.') {
          return pop();
        }
        structure(opcode);
      }
    } catch (BufferUnderflowException e) {
      throw new WeightsException("the pickle ends within a value", e);
    }
  }

  private void structure(int opcode) throws WeightsException {
    switch (opcode) {
      case '(' -> push(MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case ']', ')' -> push(new ArrayList<>());
      case '}' -> push(new LinkedHashMap<>());
      case 'l', 't' -> push(popToMark());
      case 0x85 -> push(popped(1));
      case 0x86 -> push(popped(2));
      case 0x87 -> push(popped(3));
      case 'd' -> push(put(new LinkedHashMap<>(), popToMark()));
      case 'a' -> append(popped(1));
      case 'e' -> append(popToMark());
      case 's' -> putAll(popped(2));
      case 'u' -> putAll(popToMark());
      default -> reference(opcode);
    }
  }

  private void reference(int opcode) throws WeightsException {
    switch (opcode) {
      case 'q' -> memo.put(in.get() & 0xff, top());
      case 'r' -> memo.put(in.getInt(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> recall(in.get() & 0xff);
      case 'j' -> recall(in.getInt());
      case 'c' -> push(host.global(line(), line()));
      case 0x93 -> {
        List<Object> names = popped(2);
        push(host.global(string(names.get(0)), string(names.get(1))));
      }
      // To make an object is to call its class.
      case 'R', 0x81 -> {
        List<Object> call = popped(2);
        push(host.call(call.get(0), list(call.get(1))));
      }
      case 'b' -> {
        Object state = pop();
        host.build(top(), state);
      }
      case 'Q' -> push(host.persistent(pop()));
      default -> scalar(opcode);
    }
  }

  private void scalar(int opcode) throws WeightsException {
    switch (opcode) {
      case 'N' -> push(NONE);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) in.getInt());
      case 'K' -> push((long) (in.get() & 0xff));
      case 'M' -> push((long) (in.getShort() & 0xffff));
      case 0x8a -> push(integer(bytes(in.get() & 0xff)));
      case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.getLong())));
      case 'X', 'T' -> push(text(in.getInt() & 0xffffffffL));
      case 0x8c, 'U' -> push(text(in.get() & 0xff));
      case 0x8d -> push(text(in.getLong()));
      case 'B' -> push(bytes(in.getInt() & 0xffffffffL));
      case 'C' -> push(bytes(in.get() & 0xff));
      case 0x80 -> version(in.get() & 0xff);
      // A frame says how much follows; all of it lies in memory already.
      case 0x95 -> in.getLong();
      default ->
          throw new WeightsException(
              "the pickle holds opcode 0x%02x, which checkpoints do not need".formatted(opcode));
    }
  }

  private static void version(int protocol) throws WeightsException {
    if (protocol < 2 || protocol > 5) {
      throw new WeightsException("the pickle is of protocol " + protocol + ", expected 2 to 5");
    }
  }

  private void push(Object value) throws WeightsException {
    if (++values > MAX_VALUES) {
      throw new WeightsException("the pickle holds more than " + MAX_VALUES + " values");
    }
    stack.add(value);
  }

  private Object pop() throws WeightsException {
    Object value = top();
    stack.remove(stack.size() - 1);
    return value;
  }

  private Object top() throws WeightsException {
    if (stack.isEmpty() || stack.get(stack.size() - 1) == MARK) {
      throw new WeightsException("the pickle takes a value where there is none");
    }
    return stack.get(stack.size() - 1);
  }

  /** The uppermost values, the lowest of them first. */
  private List<Object> popped(int count) throws WeightsException {
    List<Object> popped = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      popped.add(pop());
    }
    Collections.reverse(popped);
    return popped;
  }

  private List<Object> popToMark() throws WeightsException {
    int mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw new WeightsException("the pickle ends a sequence that it did not begin");
    }
    List<Object> above = stack.subList(mark + 1, stack.size());
    List<Object> popped = new ArrayList<>(above);
    above.clear();
    stack.remove(mark);
    return popped;
  }

  private void append(List<Object> items) throws WeightsException {
    list(top()).addAll(items);
  }

  private void putAll(List<Object> pairs) throws WeightsException {
    put(map(top()), pairs);
  }

  /** Keys and values in turn. */
  static Map<Object, Object> put(Map<Object, Object> map, List<Object> pairs)
      throws WeightsException {
    if (pairs.size() % 2 != 0) {
      throw new WeightsException("the pickle has a key without a value");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key = pairs.get(i);
      // The hash of a list takes as long as a pickle likes, or for ever.
      if (!(key instanceof String || key instanceof Number || key instanceof Boolean)) {
        throw new WeightsException("the pickle has a key that is neither text nor a number");
      }
      map.put(key, pairs.get(i + 1));
    }
    return map;
  }

  private void recall(int index) throws WeightsException {
    Object value = memo.get(index);
    if (value == null) {
      throw new WeightsException("the pickle recalls a value that it did not keep");
    }
    push(value);
  }

  private byte[] bytes(long count) throws WeightsException {
    if (count < 0 || count > in.remaining()) {
      throw new WeightsException(
          "the pickle claims a value of %d bytes; %d are left".formatted(count, in.remaining()));
    }
    byte[] bytes = new byte[(int) count];
    in.get(bytes);
    return bytes;
  }

  private String text(long count) throws WeightsException {
    return new String(bytes(count), StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (int c = in.get(); c != '\n'; c = in.get()) {
      line.append((char) (c & 0xff));
    }
    return line.toString();
  }

  private static Object integer(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length + 1];
    boolean negative = littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0;
    bigEndian[0] = (byte) (negative ? -1 : 0);
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[littleEndian.length - i] = littleEndian[i];
    }
    BigInteger value = new BigInteger(bigEndian);
    return littleEndian.length <= Long.BYTES ? (Object) value.longValue() : value;
  }

  private static String string(Object value) throws WeightsException {
    if (value instanceof String text) {
      return text;
    }
    throw new WeightsException("the pickle has something else where text is expected");
  }

  @SuppressWarnings("unchecked") // every list in a pickle is made here, of objects
  private static List<Object> list(Object value) throws WeightsException {
    if (value instanceof List) {
      return (List<Object>) value;
    }
    throw new WeightsException("the pickle has something else where a list is expected");
  }

  @SuppressWarnings("unchecked") // every map in a pickle is made here or by the host, of objects
  private static Map<Object, Object> map(Object value) throws WeightsException {
    if (value instanceof Map) {
      return (Map<Object, Object>) value;
    }
    throw new WeightsException("the pickle has something else where a dictionary is expected");
  }
}
