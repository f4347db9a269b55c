package io.github.slmsagemaker.invoker.dialect;

import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Generation;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text Generation Inference's raw {@code inputs} (router/src/lib.rs, server.rs and validation.rs of
 * v3.3.7; backends/llamacpp/src/backend.rs for the other backend).
 *
 * <p><b>A stream is always asked for,</b> also where the endpoint answers in one piece, which then
 * is the whole stream: only a stream's last event carries {@code input_length}. A reply in one
 * document counts prompt tokens in a header that SageMaker drops, or, on the GPU alone, by
 * computing log probabilities of the whole prompt.
 *
 * <p>Greedy is said without a temperature: on the GPU by not sampling, and any other number would
 * sample; on the llama.cpp backend, which always samples, by drawing from one token.
 *
 * <p>The router refuses a grammar without {@code properties} at its root, and makes of empty ones
 * an object that is empty: such a schema is not sent, and the answer only checked.
 *
 * @param backend what generates behind the router
 * @param markup strings handed out as text although the vocabulary may call them special
 */
record TgiDialect(Backend backend, Set<String> markup) implements Dialect {
  /** Most stop strings that the router takes unless it was started otherwise. */
  private static final int STOP_STRINGS = 4;

  /** What generates behind TGI's router. */
  enum Backend {
    /** The Python server; ends at stop strings, but hands out their text. */
    GPU,
    /** llama.cpp; refuses stop strings and ignores grammars. */
    LLAMACPP
  }

  TgiDialect(Backend backend, List<String> markup) {
    this(backend, Set.copyOf(markup));
  }

  @Override
  public ObjectNode request(Generation generation, boolean streamed) {
    if (!generation.prompt().generated().isEmpty()) {
      throw new IllegalArgumentException("TGI takes no token ids in a prompt");
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("inputs", generation.prompt().text());
    ObjectNode parameters = request.putObject("parameters");
    if (generation.maxTokens() != Generation.AS_MANY_AS_FIT) {
      parameters.put("max_new_tokens", generation.maxTokens());
    }
    parameters
        .put("return_full_text", false)
        .put("details", true)
        .put("decoder_input_details", false);
    putSampling(parameters, generation.sampling());
    if (backend == Backend.GPU) {
      putConstraints(parameters, generation);
    }
    request.put("stream", true);
    return request;
  }

  @Override
  public Reply reply(Generation generation) {
    return new TgiReply(markup, generation.topLogprobs().isPresent());
  }

  private void putSampling(ObjectNode parameters, Sampling sampling) {
    parameters.put("do_sample", !sampling.greedy());
    if (sampling.frequencyPenalty() != 0) {
      parameters.put("frequency_penalty", sampling.frequencyPenalty());
    }
    if (sampling.beyond().repeatPenalty() != 1) {
      parameters.put("repetition_penalty", sampling.beyond().repeatPenalty());
    }
    if (sampling.greedy()) {
      if (backend == Backend.LLAMACPP) {
        parameters.put("top_k", 1);
      }
      return;
    }
    parameters.put("temperature", sampling.temperature());
    if (sampling.topP() < 1) {
      parameters.put("top_p", sampling.topP());
    }
    if (sampling.beyond().topK() > 0) {
      parameters.put("top_k", sampling.beyond().topK());
    }
    sampling.seed().ifPresent(seed -> parameters.put("seed", seed & Long.MAX_VALUE));
  }

  private static void putConstraints(ObjectNode parameters, Generation generation) {
    List<String> stop = generation.stop();
    if (!stop.isEmpty()) {
      ArrayNode strings = parameters.putArray("stop");
      stop.stream().limit(STOP_STRINGS).forEach(strings::add);
    }
    generation
        .outputSchema()
        .filter(schema -> !schema.path("properties").isEmpty())
        .ifPresent(
            schema ->
                parameters
                    .putObject("grammar")
                    .put("type", "json")
                    .set("value", schema.deepCopy()));
  }
}
