package io.github.slmsagemaker.core.json;

/** Half characters: UTF-16 surrogates without their other half, which UTF-8 cannot carry. */
public final class Surrogates {
  private Surrogates() {}

  /** Where the first one is, or -1. */
  static int firstLone(CharSequence text) {
    return firstLone(text, 0);
  }

  /** The text with U+FFFD in the place of each. */
  public static String mended(String text) {
    int first = firstLone(text, 0);
    if (first < 0) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text);
    for (int at = first; at >= 0; at = firstLone(mended, at + 1)) {
      mended.setCharAt(at, '\uFFFD');
    }
    return mended.toString();
  }

  private static int firstLone(CharSequence text, int from) {
    int length = text.length();
    for (int i = from; i < length; i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!startsPair(text, i)) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static boolean startsPair(CharSequence text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
