package io.github.slmsagemaker.testkit.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Collects a header's little-endian bytes. */
final class GgufWriter {
  private static final int UINT32 = 4;
  private static final int INT32 = 5;
  private static final int FLOAT32 = 6;
  private static final int BOOL = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int entries;

  /** How many metadata entries were written. */
  int entries() {
    return entries;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  GgufWriter int32(int value) {
    return raw(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value));
  }

  GgufWriter int64(long value) {
    return raw(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value));
  }

  GgufWriter string(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int64(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  void entry(String key, int value) {
    begin(key, UINT32).int32(value);
  }

  void entry(String key, float value) {
    begin(key, FLOAT32).int32(Float.floatToIntBits(value));
  }

  void entry(String key, boolean value) {
    begin(key, BOOL);
    bytes.write(value ? 1 : 0);
  }

  void entry(String key, String value) {
    begin(key, STRING).string(value);
  }

  void strings(String key, List<String> values) {
    begin(key, ARRAY).int32(STRING).int64(values.size());
    values.forEach(this::string);
  }

  void integers(String key, List<Integer> values) {
    begin(key, ARRAY).int32(INT32).int64(values.size());
    values.forEach(this::int32);
  }

  private GgufWriter begin(String key, int type) {
    entries++;
    return string(key).int32(type);
  }

  private GgufWriter raw(ByteBuffer buffer) {
    buffer.flip();
    while (buffer.hasRemaining()) {
      bytes.write(buffer.get());
    }
    return this;
  }
}
