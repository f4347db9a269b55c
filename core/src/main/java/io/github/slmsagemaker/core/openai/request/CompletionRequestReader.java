package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Field;
import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.OptionalInt;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of {@code POST /v1/completions}. */
public final class CompletionRequestReader {
  /** OpenAI's default. */
  static final int DEFAULT_MAX_TOKENS = 16;

  static final int MAX_LOGPROBS = 5;

  private CompletionRequestReader() {}

  /** Reads a body from its bytes, for whom what is dropped is of no interest. */
  public static CompletionRequest read(byte[] body) {
    return read(body, new IgnoredFields());
  }

  /** Reads a body from its bytes, for a model of which nothing is known. */
  public static CompletionRequest read(byte[] body, IgnoredFields ignored) {
    return read(body, ignored, Sampling.DEFAULT);
  }

  /**
   * Reads a body from its bytes.
   *
   * @param ignored told of fields that are dropped and have to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that is not strict JSON, or breaks a rule of the API
   */
  public static CompletionRequest read(byte[] body, IgnoredFields ignored, Sampling usual) {
    return read(StrictJson.parseObject(body), ignored, usual);
  }

  /**
   * Reads a parsed body.
   *
   * @param ignored told of fields that are dropped and have to be named
   * @param usual how tokens are drawn where the body says nothing
   * @throws BadRequest for a body that breaks a rule of the API; it names the field
   */
  public static CompletionRequest read(ObjectNode root, IgnoredFields ignored, Sampling usual) {
    Fields body = new Fields("", root);
    OtherFields.admitCompletion(body, ignored);
    GenerationFields generation = new GenerationFields(body, usual);
    String model = generation.model();
    String prompt = prompt(body.required("prompt"));
    generation.requireOne("n");
    generation.requireOne("best_of");
    return new CompletionRequest(
        model,
        prompt,
        generation.flag("echo"),
        generation.sampling(),
        body.optional("max_tokens")
            .map(field -> field.integer(1, Integer.MAX_VALUE))
            .orElse(DEFAULT_MAX_TOKENS),
        generation.stop("stop"),
        body.optional("logprobs")
            .filter(field -> !field.node().equals(BooleanNode.FALSE))
            .map(field -> OptionalInt.of(field.integer(0, MAX_LOGPROBS)))
            .orElse(OptionalInt.empty()),
        generation.delivery(ignored));
  }

  private static String prompt(Field prompt) {
    if (prompt.node().isString()) {
      return prompt.string();
    }
    String expected = "one string: token ids and several prompts in one request are not supported";
    if (!prompt.node().isArray()) {
      throw prompt.wrongType(expected);
    }
    if (prompt.node().size() != 1 || !prompt.node().get(0).isString()) {
      throw prompt.unsupported(expected);
    }
    return prompt.node().get(0).stringValue();
  }
}
