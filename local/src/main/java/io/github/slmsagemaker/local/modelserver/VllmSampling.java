package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.Sampling.Penalties;
import io.github.slmsagemaker.local.llama.session.LlamaModel;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads vLLM's sampling fields with its defaults, and refuses what it refuses (replies recorded
 * from vLLM 0.32.0).
 */
record VllmSampling(LlamaModel model, Function<ObjectNode, String> schemaToGrammar) {
  Sampling of(Fields request) {
    Sampling.Builder sampling =
        Sampling.builder()
            .temperature(within(request, "temperature", 1, 0, 2))
            .topK(Math.clamp(request.integer("top_k", 0), 0, Integer.MAX_VALUE))
            .topP(topP(request))
            .minP(within(request, "min_p", 0, 0, 1))
            .seed(seed(request))
            .penalties(
                new Penalties(
                    within(request, "repetition_penalty", 1, Double.MIN_VALUE, 2),
                    within(request, "frequency_penalty", 0, -2, 2),
                    within(request, "presence_penalty", 0, -2, 2),
                    -1));
    putBiases(sampling, request);
    JsonNode schema = request.object("structured_outputs").root().path("json");
    if (schema.isObject()) {
      sampling.grammar(grammar(schema.asObject()));
    }
    return sampling.build();
  }

  private static double topP(Fields request) {
    double value = request.number("top_p", 1);
    if (!(value > 0 && value <= 1)) {
      throw new BadRequest("top_p must be in (0, 1], got %s.".formatted(value), "top_p");
    }
    return value;
  }

  private static double within(
      Fields request, String name, double usual, double least, double most) {
    double value = request.number(name, usual);
    if (!(value >= least && value <= most)) {
      throw new BadRequest(
          "%s must be in [%s, %s], got %s.".formatted(name, least, most, value), name);
    }
    return value;
  }

  /** The engine of this process keeps 32 bits of a seed. */
  private static long seed(Fields request) {
    long asked = request.integer("seed", ThreadLocalRandom.current().nextLong());
    return Math.min((asked ^ (asked >>> 32)) & 0xFFFF_FFFFL, Sampling.LARGEST_SEED);
  }

  private void putBiases(Sampling.Builder sampling, Fields request) {
    request
        .object("logit_bias")
        .root()
        .forEachEntry(
            (id, bias) -> {
              if (!id.matches("\\d{1,9}") || !bias.isNumber()) {
                throw new BadRequest(
                    "logit_bias is wrong at '" + id + "', expected a token id and a number",
                    "logit_bias");
              }
              sampling.logitBias(Integer.parseInt(id), bias.asDouble());
            });
    if (request.flag("ignore_eos", false)) {
      for (int token = 0; token < model.vocabularySize(); token++) {
        if (model.isEndOfGeneration(token)) {
          sampling.logitBias(token, Double.NEGATIVE_INFINITY);
        }
      }
    }
  }

  private String grammar(ObjectNode schema) {
    try {
      return schemaToGrammar.apply(schema);
    } catch (IllegalArgumentException inexpressible) {
      throw new BadRequest("Grammar error: " + inexpressible.getMessage());
    }
  }
}
