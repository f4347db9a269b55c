package io.github.slmsagemaker.local.gguf;

import java.nio.file.Path;

/**
 * A file that cannot be used as a model. The message is one line: the file, what was seen, what was
 * expected, and what to do.
 */
public final class GgufException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the file was refused. */
  public enum Reason {
    /** There is no such file, or it cannot be read. */
    UNREADABLE,
    /** The first four bytes are not {@code GGUF}. */
    NOT_GGUF,
    /** A GGUF version, byte order, split or tensor type that is not supported. */
    UNSUPPORTED_FORMAT,
    /** The file ends before its last tensor does: an interrupted download or copy. */
    TRUNCATED,
    /** A length, type or value that no writer produces. */
    CORRUPT
  }

  private final Reason reason;

  GgufException(Reason reason, Path file, String seenExpectedAndFix) {
    super(oneLine(file + ": " + seenExpectedAndFix));
    this.reason = reason;
  }

  /** Why the file was refused. */
  public Reason reason() {
    return reason;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
