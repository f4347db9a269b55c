package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * vLLM's raw {@code /v1/completions}, which its {@code /invocations} takes as well: what has a
 * {@code prompt} and no {@code messages} is a completion (vllm/entrypoints/sagemaker/api_router.py;
 * replies recorded from vLLM 0.32.0).
 *
 * <p>What vLLM would add by itself is switched off: 16 tokens where there is no budget (null is
 * none) and the sampling of the model's own {@code generation_config.json}. A budget larger than
 * the window is refused, so there is always one. No model is named, so that the one that is served
 * answers.
 *
 * <p>A stop string is asked for in the text, since vLLM holds back as many characters as the
 * longest one otherwise, so that text lags behind its tokens and their probabilities; it is cut off
 * where every engine's is.
 *
 * <p>Special tokens have text in the whole answer where there is markup to hand out, since vLLM
 * cannot tell one from another; the token that ends the answer has none all the same.
 *
 * @param markup strings handed out as text although the vocabulary may call them special
 */
record VllmDialect(List<String> markup) implements Dialect {
  VllmDialect {
    markup = List.copyOf(markup);
  }

  @Override
  public ObjectNode request(Generation generation, boolean streamed) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    putPrompt(request, generation.prompt());
    request.put("max_tokens", generation.maxTokens());
    putSampling(request, generation.sampling());
    putStops(request, generation.stop());
    generation
        .outputSchema()
        .ifPresent(
            schema -> request.putObject("structured_outputs").set("json", schema.deepCopy()));
    generation.topLogprobs().ifPresent(top -> request.put("logprobs", top));
    if (!markup.isEmpty()) {
      request.put("skip_special_tokens", false).put("spaces_between_special_tokens", false);
    }
    request.put("return_token_ids", true);
    if (streamed) {
      request.put("stream", true).putObject("stream_options").put("include_usage", true);
    }
    return request;
  }

  @Override
  public Reply reply(Generation generation) {
    return new VllmReply(generation.topLogprobs().orElse(0));
  }

  private static void putPrompt(ObjectNode request, Prompt prompt) {
    if (prompt.generated().isEmpty()) {
      request.put("prompt", prompt.text());
      return;
    }
    if (!prompt.text().isEmpty()) {
      throw new IllegalArgumentException("vLLM takes no prompt of a text and token ids");
    }
    ArrayNode ids = request.putArray("prompt");
    prompt.generated().forEach(ids::add);
  }

  private static void putSampling(ObjectNode request, Sampling sampling) {
    request
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put("top_k", sampling.beyond().topK())
        .put("min_p", sampling.beyond().minP())
        .put("repetition_penalty", sampling.beyond().repeatPenalty())
        .put("frequency_penalty", sampling.frequencyPenalty())
        .put("presence_penalty", sampling.presencePenalty());
    if (sampling.beyond().ignoreEnd()) {
      request.put("ignore_eos", true);
    }
    sampling.seed().ifPresent(seed -> request.put("seed", seed));
    if (!sampling.logitBias().isEmpty()) {
      ObjectNode biases = request.putObject("logit_bias");
      sampling.logitBias().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(bias -> biases.put(bias.getKey().toString(), bias.getValue()));
    }
  }

  private static void putStops(ObjectNode request, List<String> stops) {
    if (!stops.isEmpty()) {
      ArrayNode strings = request.putArray("stop");
      stops.forEach(strings::add);
      request.put("include_stop_str_in_output", true);
    }
  }
}
