package org.aulos.runtime.pipeline;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a process in which engines compute. The virtual machine ends by {@code exit} of C,
 * which destroys what native libraries have made while threads are still using it: a run that is
 * interrupted would crash on its way out.
 */
final class NativeExit {
  private static final AtomicBoolean ASKED = new AtomicBoolean();

  private NativeExit() {}

  /**
   * From now on the process ends without the destructors of native libraries, with the same code.
   * Hooks of Java run as ever, and files are deleted that are to be deleted at the end.
   */
  static void skipDestructors() {
    if (ASKED.compareAndSet(false, true)) {
      try {
        Runtime.getRuntime()
            .addShutdownHook(new Thread(NativeExit::leaveFirst, "skip-destructors"));
      } catch (IllegalStateException e) {
        leaveFirst(); // the process is ending already
      }
    }
  }

  /**
   * Has {@code exit} call {@code _exit} before anything else: it goes from the newest of its
   * handlers to the oldest. Hence not earlier, for libraries add some of their own as they compute.
   */
  private static void leaveFirst() {
    try {
      NativeLibrary c = NativeLibrary.getProcess();
      Object[] handler = {c.getFunction("_exit"), Pointer.NULL};
      c.getFunction("on_exit").invokeInt(handler);
    } catch (LinkageError e) {
      // Another C library than glibc, which alone has on_exit: the process ends as ever.
    }
  }
}
