package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.Sampling;
import io.github.slmsagemaker.local.llama.TextMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Text Generation Inference's raw {@code inputs} on its llama.cpp backend (router/src/server.rs,
 * validation.rs and backends/llamacpp/src/backend.rs of v3.3.7): grammars are accepted and ignored,
 * as is {@code do_sample}.
 *
 * <p>One difference: a client that hangs up ends its generation, which that backend finishes.
 */
final class TgiContract implements Contract {
  /** The version whose behaviour this is. */
  private static final String ROUTER = "3.3.7";

  private final LlamaWorker worker;

  TgiContract(LlamaWorker worker) {
    this.worker = worker;
  }

  @Override
  public byte[] healthy() {
    return new byte[0];
  }

  /** The router's root takes a stream's request and any other alike. */
  @Override
  public String path() {
    return "/";
  }

  @Override
  public Optional<JsonNode> page(String path) {
    if (!path.equals("/info")) {
      return Optional.empty();
    }
    int total = worker.contextTokens();
    return Optional.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("model_id", String.valueOf(worker.file().path().getFileName()))
            .put("max_concurrent_requests", worker.mostAtOnce())
            .put("max_best_of", 0)
            .put("max_stop_sequences", 0)
            .put("max_input_tokens", total - 1)
            .put("max_total_tokens", total)
            .put("router", "text-generation-router")
            .put("version", ROUTER));
  }

  @Override
  public void answer(ObjectNode body, HttpReply reply) throws InterruptedException {
    Fields request = new Fields(body);
    Fields parameters = request.object("parameters");
    if (!request.has("inputs")) {
      throw new BadRequest("missing field `inputs`");
    }
    Sampling sampling = new TgiSampling(parameters).read();
    List<Integer> prompt = new PromptIds(worker.model()).of(request.text("inputs", ""));
    GenerationRequest generation =
        GenerationRequest.of(prompt, budget(parameters, prompt.size()), sampling)
            .withLogprobs(0)
            .withText(TextMode.TOKEN_BY_TOKEN);
    TgiAnswer wording = new TgiAnswer(worker.model(), request, generation);
    try (Handover handover =
        Handover.begin(worker, generation, token -> new Part(token, token.text(), false), reply)) {
      if (request.flag("stream", false)) {
        Delivery.streamed(handover, reply, wording, this::refusal);
      } else {
        Delivery.whole(handover, reply, wording);
      }
    }
  }

  @Override
  public Refusal refusal(Throwable failure) {
    return switch (failure) {
      case LlamaException.Busy _ -> refusal(429, "Model is overloaded", "overloaded");
      case LlamaException.ContextOverflow overflow ->
          invalid(
              "`inputs` must have less than %d tokens. Given: %d"
                  .formatted(overflow.contextTokens(), overflow.promptTokens()));
      case LlamaException.InvalidRequest request -> invalid(request.getMessage());
      case BadRequest request -> invalid(request.getMessage());
      default ->
          refusal(424, "Request failed during generation: " + failure.getMessage(), "generation");
    };
  }

  private int budget(Fields parameters, int inputs) {
    int total = worker.contextTokens();
    long asked = parameters.integer("max_new_tokens", Math.max(1, total - inputs));
    if (asked <= 0) {
      throw new BadRequest("`max_new_tokens` must be strictly positive");
    }
    if (inputs + asked > total && inputs < total) {
      throw new BadRequest(
          "`inputs` tokens + `max_new_tokens` must be <= %d. Given: %d `inputs` tokens and %d `max_new_tokens`"
              .formatted(total, inputs, asked));
    }
    return Math.clamp(asked, 1, total);
  }

  private static Refusal invalid(@Nullable String message) {
    return refusal(422, "Input validation error: " + message, "validation");
  }

  private static Refusal refusal(int status, @Nullable String message, String type) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return new Refusal(status, body.put("error", message).put("error_type", type));
  }
}
