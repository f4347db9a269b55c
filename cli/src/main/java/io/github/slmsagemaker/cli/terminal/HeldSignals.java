package io.github.slmsagemaker.cli.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * Signals that are blocked in every thread, as the launcher starts the JVM (which leaves them so
 * under {@code -Xrs}): one that came while the JVM started is still there to be taken. A signal
 * that a starting JVM gets ends it at once, before any code of ours.
 */
final class HeldSignals {
  /** The same on Linux and macOS. */
  private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  /** A sigset_t of glibc; of other systems it is smaller. */
  private static final long SET_BYTES = 128;

  private HeldSignals() {}

  /** Returns once one of these came, be it long ago (sigwait, POSIX.1-2017). */
  static void awaitOneOf(List<String> names) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
      MemorySegment came = arena.allocate(JAVA_INT);
      call((int) function("sigemptyset", ADDRESS).invokeExact(set));
      MethodHandle add = function("sigaddset", ADDRESS, JAVA_INT);
      for (String name : names) {
        call((int) add.invokeExact(set, NUMBERS.getOrDefault(name, 0).intValue()));
      }
      call((int) function("sigwait", ADDRESS, ADDRESS).invokeExact(set, came));
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new IllegalStateException("a C function threw", impossible);
    }
  }

  private static void call(int result) {
    if (result != 0) {
      throw new IllegalStateException("waiting for signals failed with " + result);
    }
  }

  private static MethodHandle function(String name, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
  }
}
