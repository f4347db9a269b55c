package io.github.slmsagemaker.local.llama.binding;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Reads C strings with a bound. */
public final class NativeStrings {
  private NativeStrings() {}

  /** The bytes before the terminating zero, at most {@code most}; none for a null pointer. */
  static byte[] bytes(MemorySegment pointer, int most) {
    if (pointer.equals(MemorySegment.NULL)) {
      return new byte[0];
    }
    MemorySegment text = pointer.reinterpret(most);
    int length = 0;
    while (length < most && text.get(ValueLayout.JAVA_BYTE, length) != 0) {
      length++;
    }
    return text.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  public static String utf8(MemorySegment pointer, int most) {
    return new String(bytes(pointer, most), StandardCharsets.UTF_8);
  }
}
