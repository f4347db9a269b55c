package io.github.slmsagemaker.core.openai.reply;

import java.util.Objects;

/**
 * What every piece of one reply starts with.
 *
 * @param id the same in all chunks of a reply, for example {@code chatcmpl-...}
 * @param created when the reply was begun, in seconds since 1970
 * @param model the id of the model that answers
 * @param systemFingerprint what served it: changes where the same seed may draw differently
 */
public record Heading(String id, long created, String model, String systemFingerprint) {
  public Heading {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(systemFingerprint, "systemFingerprint");
  }
}
