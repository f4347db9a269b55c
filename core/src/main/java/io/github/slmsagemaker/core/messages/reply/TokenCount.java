package io.github.slmsagemaker.core.messages.reply;

import io.github.slmsagemaker.core.openai.reply.WireJson;

/** What {@code POST /v1/messages/count_tokens} answers. */
public final class TokenCount {
  private TokenCount() {}

  /** A prompt's tokens, as UTF-8 JSON on one line. */
  public static byte[] of(int inputTokens) {
    return WireJson.object(json -> json.writeNumberProperty("input_tokens", inputTokens));
  }
}
