package io.github.slmsagemaker.testkit.gguf;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Fills buffers with random weights of one spread. */
final class RandomBlocks {
  private final SplittableRandom random;

  RandomBlocks(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Appends one block whose elements have about the standard deviation {@code spread}. */
  void put(ByteBuffer out, Encoding type, float spread) {
    switch (type) {
      case F32 -> out.putFloat(uniform(spread));
      case F16 -> out.putShort(Float.floatToFloat16(uniform(spread)));
      case Q8_0 -> {
        half(out, spread / 74); // a uniform byte has standard deviation 74
        bytes(out, 32);
      }
      case Q4_0 -> {
        half(out, spread / 4.6f); // a uniform nibble has standard deviation 4.6
        bytes(out, 16);
      }
      case Q4_K, Q4_K_M -> putQ4K(out, spread);
      case Q6_K -> {
        bytes(out, 128 + 64 + 16);
        half(out, spread / 1370); // a byte as scale 74, times a uniform number of six bits 18.5
      }
    }
  }

  /**
   * Eight groups of 32 elements, each {@code d * scale * nibble - dmin * min} with 6-bit scale and
   * min: with scale and min equal and {@code dmin} 7.5 times {@code d}, a group is centred on zero.
   */
  private void putQ4K(ByteBuffer out, float spread) {
    float d = spread / (4.6f * 36);
    half(out, d);
    half(out, 7.5f * d);
    byte[] scales = new byte[12];
    for (int group = 0; group < 4; group++) {
      int low = random.nextInt(16, 64);
      int high = random.nextInt(16, 64);
      scales[group] = scales[group + 4] = (byte) (low | (high >> 4) << 6);
      scales[group + 8] = (byte) ((high & 15) | (high & 15) << 4);
    }
    out.put(scales);
    bytes(out, 128);
  }

  private float uniform(float spread) {
    return (float) ((random.nextDouble() * 2 - 1) * Math.sqrt(3) * spread);
  }

  private static void half(ByteBuffer out, float value) {
    out.putShort(Float.floatToFloat16(value));
  }

  private void bytes(ByteBuffer out, int count) {
    for (int i = 0; i < count; i += Long.BYTES) {
      out.putLong(random.nextLong());
    }
  }
}
