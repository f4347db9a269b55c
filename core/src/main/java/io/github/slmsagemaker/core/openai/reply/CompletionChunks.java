package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The chunks of one streamed completion, as UTF-8 JSON on one line each: any number of {@link
 * #text}, then {@link #finish}, for each prompt, then {@link #usage} where the client asked for it.
 * Not for use by several threads at once.
 */
public final class CompletionChunks {
  private final Heading heading;
  private final boolean includeUsage;
  private int index;
  private int offset;

  /**
   * Chunks under one heading.
   *
   * @param includeUsage whether a usage chunk comes last; all others then say {@code usage: null}
   */
  public CompletionChunks(Heading heading, boolean includeUsage) {
    this.heading = Objects.requireNonNull(heading, "heading");
    this.includeUsage = includeUsage;
  }

  /** More text, with the log probabilities of its tokens where they were asked for. */
  public byte[] text(String text, List<TokenLogprob> logprobs) {
    byte[] chunk = chunk(text, logprobs, Optional.empty());
    offset +=
        logprobs.isEmpty() ? LogprobsJson.characters(text) : LogprobsJson.characters(logprobs);
    return chunk;
  }

  /** The last chunk about the answer: why it ended. */
  public byte[] finish(FinishReason reason) {
    return chunk("", List.of(), Optional.of(reason));
  }

  /** What comes from now on answers the next prompt. */
  public void next() {
    index++;
    offset = 0;
  }

  /** The token counts, without a choice. */
  public byte[] usage(Usage usage) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, CompletionReply.OBJECT);
          json.writeArrayPropertyStart("choices");
          json.writeEndArray();
          WireJson.usage(json, usage);
        });
  }

  private byte[] chunk(String text, List<TokenLogprob> logprobs, Optional<FinishReason> finish) {
    return WireJson.object(
        json -> {
          WireJson.heading(json, heading, CompletionReply.OBJECT);
          json.writeArrayPropertyStart("choices");
          CompletionReply.choice(json, index, text, logprobs, offset, finish);
          json.writeEndArray();
          if (includeUsage) {
            json.writeNullProperty("usage");
          }
        });
  }
}
