package org.aulos.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * While it is open, the first Ctrl-C (or {@code kill}) asks a job to stop in good order, and the
 * second ends the process at once. A shutdown hook could not tell the first from the second.
 *
 * <p>The platform's signals are reached by reflection: the compiler warns of their class, and that
 * warning cannot be suppressed, though {@code jdk.unsupported} exports it to everybody.
 */
final class StopSignals implements AutoCloseable {
  private static final int KILLED = 128; // plus the number of the signal, as shells tell it

  private final AtomicInteger received = new AtomicInteger();
  private final Runnable firstHeard;
  private final Map<Object, Object> before = new LinkedHashMap<>();

  private StopSignals(Runnable firstHeard) {
    this.firstHeard = firstHeard;
  }

  /**
   * Listens from now on; where the platform does not tell of a signal, that one ends the process as
   * ever.
   *
   * @param firstHeard told of the first signal, on a thread of the platform
   */
  static StopSignals listen(Runnable firstHeard) {
    StopSignals signals = new StopSignals(firstHeard);
    signals.handle("INT", 2);
    signals.handle("TERM", 15);
    return signals;
  }

  /** Whether to stop. */
  boolean heard() {
    return received.get() > 0;
  }

  /** The exit code of a job that was stopped. */
  int exitCode() {
    return KILLED + received.get();
  }

  private void receive(int number) {
    if (received.compareAndSet(0, number)) {
      firstHeard.run();
    } else {
      System.exit(KILLED + number);
    }
  }

  private void handle(String name, int number) {
    try {
      Object signal = type("Signal").getConstructor(String.class).newInstance(name);
      InvocationHandler handler =
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
              return method.invoke(this, arguments);
            }
            receive(number);
            return null;
          };
      Class<?> handlers = type("SignalHandler");
      Object own =
          Proxy.newProxyInstance(handlers.getClassLoader(), new Class<?>[] {handlers}, handler);
      before.put(signal, register(signal, own));
    } catch (InvocationTargetException e) {
      // The virtual machine was told to leave this signal alone (-Xrs): it ends the process.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("expected the signals of jdk.unsupported", e);
    }
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("sun.misc." + name);
  }

  private static Object register(Object signal, Object handler)
      throws ReflectiveOperationException {
    return type("Signal")
        .getMethod("handle", type("Signal"), type("SignalHandler"))
        .invoke(null, signal, handler);
  }

  @Override
  public void close() {
    before.forEach(
        (signal, handler) -> {
          try {
            register(signal, handler);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a handler could be set but not put back", e);
          }
        });
  }
}
