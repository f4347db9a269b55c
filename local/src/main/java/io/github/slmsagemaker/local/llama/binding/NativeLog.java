package io.github.slmsagemaker.local.llama.binding;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Keeps the last lines that llama.cpp logs, instead of letting it write to standard error. */
public final class NativeLog {
  private static final int MOST_LINES = 200;
  private static final int LONGEST_TEXT = 1 << 16;
  // ggml.h, enum ggml_log_level
  private static final int ERROR = 4;
  private static final int CONTINUATION = 5;

  private record Line(int level, String text) {}

  private final Deque<Line> lines = new ArrayDeque<>();

  /** Routes the log here for the rest of the process's life, as the library is never unloaded. */
  void attach(NativeFunctions c) {
    MethodType type =
        MethodType.methodType(void.class, int.class, MemorySegment.class, MemorySegment.class);
    try {
      MethodHandle receive =
          MethodHandles.lookup().findVirtual(NativeLog.class, "receive", type).bindTo(this);
      MemorySegment stub =
          Linker.nativeLinker()
              .upcallStub(
                  receive,
                  FunctionDescriptor.ofVoid(
                      ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
                  Arena.global());
      c.bind(SamplerFunctions.Join.class, "llama_log_set").call(stub, MemorySegment.NULL);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("receive is a method of this class", e);
    }
  }

  /** Called from C, where an exception would end the process. */
  @SuppressWarnings("unused")
  private void receive(int level, MemorySegment text, MemorySegment userData) {
    try {
      byte[] utf8 = NativeStrings.bytes(text, LONGEST_TEXT);
      add(level, new String(utf8, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      add(ERROR, "a log line of llama.cpp could not be read: " + e);
    }
  }

  private synchronized void add(int level, String text) {
    Line last = lines.peekLast();
    if (level == CONTINUATION && last != null) {
      lines.removeLast();
      lines.addLast(new Line(last.level(), last.text() + text));
    } else {
      lines.addLast(new Line(level, text));
    }
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
  }

  public synchronized void clear() {
    lines.clear();
  }

  /** The oldest error since {@link #clear}: later ones only say that something failed. */
  public synchronized Optional<String> firstError() {
    return lines.stream()
        .filter(line -> line.level() == ERROR)
        .findFirst()
        .map(line -> line.text().strip());
  }

  synchronized List<String> recent() {
    return lines.stream().map(line -> line.text().stripTrailing()).toList();
  }
}
