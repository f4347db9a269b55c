package io.github.slmsagemaker.core.openai.reply;

import io.github.slmsagemaker.core.json.Surrogates;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** Log probabilities in OpenAI's two forms. */
final class LogprobsJson {
  /** What OpenAI's API says for a token that is as good as impossible; JSON has no infinity. */
  private static final double LEAST = -9999;

  private LogprobsJson() {}

  /** The chat form; null where there are none. */
  static void chat(JsonGenerator json, List<TokenLogprob> tokens) {
    if (tokens.isEmpty()) {
      json.writeNullProperty("logprobs");
      return;
    }
    json.writeObjectPropertyStart("logprobs");
    json.writeArrayPropertyStart("content");
    for (TokenLogprob token : tokens) {
      json.writeStartObject();
      likelihood(json, token);
      json.writeArrayPropertyStart("top_logprobs");
      for (TokenLogprob alternative : token.alternatives()) {
        json.writeStartObject();
        likelihood(json, alternative);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNullProperty("refusal");
    json.writeEndObject();
  }

  /**
   * The older form of completions; null where there are none.
   *
   * @param offset characters of the answer before the first token
   */
  static void completion(JsonGenerator json, List<TokenLogprob> tokens, int offset) {
    if (tokens.isEmpty()) {
      json.writeNullProperty("logprobs");
      return;
    }
    json.writeObjectPropertyStart("logprobs");
    json.writeArrayPropertyStart("tokens");
    tokens.forEach(token -> json.writeString(Surrogates.mended(token.token())));
    json.writeEndArray();
    json.writeArrayPropertyStart("token_logprobs");
    tokens.forEach(token -> json.writeNumber(finite(token.logprob())));
    json.writeEndArray();
    json.writeArrayPropertyStart("top_logprobs");
    tokens.forEach(token -> alternatives(json, token));
    json.writeEndArray();
    json.writeArrayPropertyStart("text_offset");
    int at = offset;
    for (TokenLogprob token : tokens) {
      json.writeNumber(at);
      at += characters(token.token());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Characters of the tokens' text together. */
  static int characters(List<TokenLogprob> tokens) {
    return tokens.stream().mapToInt(token -> characters(token.token())).sum();
  }

  /** Unicode characters, as OpenAI's offsets count. */
  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void likelihood(JsonGenerator json, TokenLogprob token) {
    WireJson.text(json, "token", token.token());
    json.writeNumberProperty("logprob", finite(token.logprob()));
    if (Surrogates.mended(token.token()).indexOf('\uFFFD') >= 0) {
      json.writeNullProperty("bytes");
      return;
    }
    json.writeArrayPropertyStart("bytes");
    for (byte each : token.token().getBytes(StandardCharsets.UTF_8)) {
      json.writeNumber(each & 0xFF);
    }
    json.writeEndArray();
  }

  /** A map by text: of two tokens with the same text the likelier stays. */
  private static void alternatives(JsonGenerator json, TokenLogprob token) {
    json.writeStartObject();
    Set<String> written = new HashSet<>();
    for (TokenLogprob alternative : token.alternatives()) {
      String text = Surrogates.mended(alternative.token());
      if (written.add(text)) {
        json.writeNumberProperty(text, finite(alternative.logprob()));
      }
    }
    json.writeEndObject();
  }

  private static double finite(double logprob) {
    return logprob >= LEAST ? logprob : LEAST;
  }
}
