package io.github.slmsagemaker.core.openai.request;

import java.util.Objects;

/**
 * A field of OpenAI's API and what becomes of it here.
 *
 * @param name its name at the top level of a request
 * @param status what becomes of it
 * @param note for {@link Status#SUPPORTED} its range, for {@link Status#DROPPED} why it changes
 *     nothing, for {@link Status#REFUSED} what to do instead
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
    /** Answered with 400 unless it is absent or null. */
    REFUSED
  }
}
