package io.github.slmsagemaker.core.json;

import java.util.Objects;

/**
 * A field of a request's top level and what becomes of it here.
 *
 * @param name its name
 * @param status what becomes of it
 * @param note for {@link Status#SUPPORTED} its range, for {@link Status#DROPPED} and {@link
 *     Status#NAMED} why it changes nothing, for {@link Status#REFUSED} what to do instead
 */
public record RequestField(String name, Status status, String note) {
  public RequestField {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(note, "note");
  }

  /** What becomes of a field. */
  public enum Status {
    /** Checked and obeyed. */
    SUPPORTED,
    /** Accepted with any value, and without effect. */
    DROPPED,
    /** The same, and named in the reply, as any field that is not known. */
    NAMED,
    /** Answered with 400 unless its value means nothing: null, false, 0, "" or []. */
    REFUSED
  }
}
