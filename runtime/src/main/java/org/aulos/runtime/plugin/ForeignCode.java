package org.aulos.runtime.plugin;

import java.lang.reflect.InvocationTargetException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.aulos.api.PluginException;

/**
 * Calls the code of plugins: with their class loader as the context class loader, so that libraries
 * which look services up there find those of the plugin, and with whatever it throws told as the
 * plugin's fault.
 */
public final class ForeignCode {
  private ForeignCode() {}

  /**
   * Calls some code of a plugin in this thread.
   *
   * @param owner a class of the plugin
   * @param doing what it does, as in "its constructor", for the message
   * @param code the code
   * @throws PluginException if it throws anything; one that it throws itself is passed on
   */
  public static <T> T call(Class<?> owner, String doing, Supplier<T> code) {
    return call(owner.getClassLoader(), doing, code);
  }

  static <T> T call(ClassLoader loader, String doing, Supplier<T> code) {
    try {
      // A future holds whatever is thrown; of other people's code errors of linkage are the
      // likeliest.
      return within(loader, () -> CompletableFuture.supplyAsync(code, Runnable::run).join());
    } catch (CompletionException e) {
      Throwable cause = root(e);
      if (cause instanceof PluginException own) {
        throw own;
      }
      throw new PluginException(doing + " failed: " + why(cause), cause);
    }
  }

  /** Calls some code with the context class loader of its plugin. */
  public static <T> T within(ClassLoader loader, Supplier<T> code) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return code.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What was thrown first, below whatever only carries it. */
  static Throwable root(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean carrier =
        failure instanceof CompletionException
            || failure instanceof ServiceConfigurationError
            || failure instanceof ExceptionInInitializerError
            || failure instanceof InvocationTargetException
            || failure instanceof java.lang.module.FindException;
    return carrier && cause != null ? root(cause) : failure;
  }

  private static String why(Throwable cause) {
    if (cause instanceof NoClassDefFoundError || cause instanceof ClassNotFoundException) {
      return "there is no class %s; put the jar that holds it beside that of the plugin"
          .formatted(String.valueOf(cause.getMessage()).replace('/', '.'));
    }
    if (cause instanceof LinkageError) {
      return "%s; take a build of the plugin, and of its libraries, for api %s"
          .formatted(cause, ApiVersion.current());
    }
    return cause + "; take another version of the plugin, or remove it and tell its author";
  }
}
