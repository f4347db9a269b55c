package io.github.slmsagemaker.core.openai.request;

import io.github.slmsagemaker.core.json.Fields;
import io.github.slmsagemaker.core.json.IgnoredFields;
import io.github.slmsagemaker.core.json.Refusal;
import io.github.slmsagemaker.core.json.StrictJson;
import io.github.slmsagemaker.core.chat.CompletionPrompt;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.failure.Failure.BadRequest;
import java.util.List;
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
    List<CompletionPrompt> prompts = PromptsReader.read(body.required("prompt"));
    boolean echo = generation.flag("echo");
    OptionalInt logprobs = logprobs(body);
    requireWholeEcho(echo, prompts, logprobs);
    generation.requireOne("n");
    generation.requireOne("best_of");
    return new CompletionRequest(
        model,
        prompts,
        echo,
        generation.sampling(),
        body.optional("max_tokens")
            .map(field -> field.integer(echo ? 0 : 1, Integer.MAX_VALUE))
            .orElse(DEFAULT_MAX_TOKENS),
        generation.stop("stop"),
        logprobs,
        generation.delivery(ignored));
  }

  private static OptionalInt logprobs(Fields body) {
    return body.optional("logprobs")
        .filter(field -> !field.node().equals(BooleanNode.FALSE))
        .map(field -> OptionalInt.of(field.integer(0, MAX_LOGPROBS)))
        .orElse(OptionalInt.empty());
  }

  /** Programs add up the log probabilities of an echo: without them every sum would be wrong. */
  private static void requireWholeEcho(
      boolean echo, List<CompletionPrompt> prompts, OptionalInt logprobs) {
    if (echo && logprobs.isPresent()) {
      throw Refusal.field(
          "echo",
          Refusal.UNSUPPORTED_PARAMETER,
          "is true with logprobs, but the engines here tell no log probabilities of a prompt;"
              + " leave one of them out");
    }
    if (echo && prompts.stream().anyMatch(CompletionPrompt.Ids.class::isInstance)) {
      throw Refusal.field(
          "echo",
          Refusal.UNSUPPORTED_PARAMETER,
          "is true with token ids, which are not turned back into text here; send text");
    }
  }
}
