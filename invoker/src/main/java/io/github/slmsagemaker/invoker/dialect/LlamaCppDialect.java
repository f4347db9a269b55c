package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.core.engine.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * llama-server's raw {@code /completion} (llama.cpp tools/server/README.md; replies recorded from
 * build 11669).
 *
 * <p>What llama-server would add by itself is switched off: it draws from the 40 likeliest tokens
 * with {@code min_p} 0.05, {@code top_p} 0.95 and temperature 0.8 unless told otherwise. A prompt
 * that continues an answer is the text and then the ids, in one array: the text is tokenised with
 * its special tokens, the ids are appended as they are.
 *
 * @param markup strings handed out as text although the vocabulary may call them special; no effect
 *     where they are no single token
 * @param beginning what its first sequence has read
 */
record LlamaCppDialect(List<String> markup, Optional<KnownBeginning> beginning) implements Dialect {
  /** All that is read of a reply; the rest would echo the prompt and every setting. */
  private static final List<String> READ =
      List.of(
          "content",
          "tokens",
          "stop",
          "stop_type",
          "stopping_word",
          "tokens_predicted",
          "tokens_evaluated",
          "timings",
          "completion_probabilities");

  /** llama-server's word for "draw a seed yourself". */
  private static final long RANDOM_SEED = 0xFFFF_FFFFL;

  LlamaCppDialect {
    markup = List.copyOf(markup);
  }

  /** That of an engine that has read nothing. */
  LlamaCppDialect(List<String> markup) {
    this(markup, Optional.empty());
  }

  @Override
  public Dialect behind(KnownBeginning read) {
    return new LlamaCppDialect(markup, Optional.of(read));
  }

  @Override
  public ObjectNode request(Generation generation, boolean streamed) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    putPrompt(request, generation.prompt());
    // Left to itself, the engine would give the sequence to whoever comes after another one.
    beginning.ifPresent(
        it -> request.put("id_slot", it.begins(generation.prompt().text()) ? 0 : 1));
    int budget = generation.maxTokens();
    request.put("n_predict", budget == Generation.AS_MANY_AS_FIT ? -1 : budget);
    putSampling(request, generation.sampling());
    putStrings(request, "stop", generation.stop());
    generation.outputSchema().ifPresent(schema -> request.set("json_schema", schema.deepCopy()));
    generation.topLogprobs().ifPresent(top -> request.put("n_probs", Math.max(1, top)));
    putStrings(request, "preserved_tokens", markup);
    request.put("stream", streamed);
    request.put("cache_prompt", true);
    request.put("return_tokens", true);
    putStrings(request, "response_fields", READ);
    return request;
  }

  @Override
  public Reply reply(Generation generation) {
    return new LlamaCppReply(generation.topLogprobs().orElse(0));
  }

  private static void putPrompt(ObjectNode request, Prompt prompt) {
    if (prompt.generated().isEmpty()) {
      request.put("prompt", prompt.text());
      return;
    }
    ArrayNode mixed = request.putArray("prompt");
    if (!prompt.text().isEmpty()) {
      mixed.add(prompt.text());
    }
    prompt.generated().forEach(mixed::add);
  }

  private static void putSampling(ObjectNode request, Sampling sampling) {
    request
        .put("temperature", sampling.temperature())
        .put("top_p", sampling.topP())
        .put("top_k", sampling.beyond().topK())
        .put("min_p", sampling.beyond().minP())
        .put("repeat_penalty", sampling.beyond().repeatPenalty())
        .put("frequency_penalty", sampling.frequencyPenalty())
        .put("presence_penalty", sampling.presencePenalty());
    if (sampling.beyond().ignoreEnd()) {
      request.put("ignore_eos", true);
    }
    sampling.seed().ifPresent(seed -> request.put("seed", seed(seed)));
    if (!sampling.logitBias().isEmpty()) {
      ArrayNode biases = request.putArray("logit_bias");
      sampling.logitBias().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(bias -> biases.addArray().add(bias.getKey()).add(bias.getValue()));
    }
  }

  /** Folds 64 bits into the 32 that llama-server takes, all of them but the one that means none. */
  private static long seed(long seed) {
    long folded = (seed ^ (seed >>> 32)) & RANDOM_SEED;
    return folded == RANDOM_SEED ? RANDOM_SEED - 1 : folded;
  }

  private static void putStrings(ObjectNode request, String name, List<String> strings) {
    if (!strings.isEmpty()) {
      ArrayNode array = request.putArray(name);
      strings.forEach(array::add);
    }
  }
}
