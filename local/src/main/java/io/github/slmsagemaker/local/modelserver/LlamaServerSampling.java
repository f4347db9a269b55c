package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.session.LlamaModel;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.Sampling.Penalties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads llama-server's sampling fields with its defaults (tools/server/README.md; the recorded
 * {@code generation_settings} of build 11669).
 */
record LlamaServerSampling(LlamaModel model, Function<ObjectNode, String> schemaToGrammar) {
  private static final double LEAST_TOP_P = 1e-6;

  Sampling of(Fields request) {
    Sampling.Builder sampling =
        Sampling.builder()
            .temperature(Math.max(0, request.number("temperature", 0.8)))
            .topK(Math.clamp(request.integer("top_k", 40), 0, Integer.MAX_VALUE))
            .topP(Math.clamp(request.number("top_p", 0.95), LEAST_TOP_P, 1))
            .minP(Math.clamp(request.number("min_p", 0.05), 0, 1))
            .typicalP(Math.clamp(request.number("typical_p", 1), LEAST_TOP_P, 1))
            .seed(seed(request.integer("seed", -1)))
            .penalties(
                new Penalties(
                    request.number("repeat_penalty", 1),
                    request.number("frequency_penalty", 0),
                    request.number("presence_penalty", 0),
                    Math.clamp(request.integer("repeat_last_n", 64), -1, Integer.MAX_VALUE)));
    putBiases(sampling, request);
    putGrammar(sampling, request);
    return sampling.build();
  }

  /** Minus one, also as 32 unsigned bits, stands for any seed. */
  private static long seed(long asked) {
    long bits = asked & 0xFFFF_FFFFL;
    return bits > Sampling.LARGEST_SEED
        ? ThreadLocalRandom.current().nextLong(Sampling.LARGEST_SEED)
        : bits;
  }

  private void putBiases(Sampling.Builder sampling, Fields request) {
    for (JsonNode bias : request.root().path("logit_bias")) {
      JsonNode value = bias.path(1);
      boolean forbidden = value.isBoolean() && !value.asBoolean();
      if (!bias.path(0).canConvertToInt() || !(value.isNumber() || forbidden)) {
        throw Fields.wrong("logit_bias", bias, "a token id and a number, or false to forbid it");
      }
      sampling.logitBias(
          bias.path(0).asInt(), forbidden ? Double.NEGATIVE_INFINITY : value.asDouble());
    }
    if (request.flag("ignore_eos", false)) {
      for (int token = 0; token < model.vocabularySize(); token++) {
        if (model.isEndOfGeneration(token)) {
          sampling.logitBias(token, Double.NEGATIVE_INFINITY);
        }
      }
    }
  }

  private void putGrammar(Sampling.Builder sampling, Fields request) {
    String grammar = request.text("grammar", "");
    if (!request.has("json_schema")) {
      if (!grammar.isEmpty()) {
        sampling.grammar(grammar);
      }
      return;
    }
    if (!grammar.isEmpty()) {
      throw new BadRequest("Either \"json_schema\" or \"grammar\" can be specified, but not both");
    }
    try {
      sampling.grammar(schemaToGrammar.apply(request.object("json_schema").root()));
    } catch (IllegalArgumentException e) {
      throw new BadRequest(
          "Field 'json_schema': \"json_schema\": JSON schema conversion failed:\n"
              + e.getMessage());
    }
  }
}
