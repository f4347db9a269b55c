package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.llama.Sampling;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * llama-server's raw {@code /completion} and its {@code /props} (tools/server/README.md; replies as
 * recorded from build 11669).
 *
 * <p>Three differences: a full queue is answered 429, where llama-server queues without end; text
 * that was held for a stop string is not lost at a stream's end; of two stop strings that one token
 * completes, the one that is complete first counts, not the one that begins first.
 */
final class LlamaServerContract implements Contract {
  private final LlamaWorker worker;
  private final LlamaServerSampling samplings;

  LlamaServerContract(LlamaWorker worker, Function<ObjectNode, String> schemaToGrammar) {
    this.worker = worker;
    this.samplings = new LlamaServerSampling(worker.model(), schemaToGrammar);
  }

  @Override
  public byte[] healthy() {
    return "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String path() {
    return "/completion";
  }

  /** Of {@code /props} what tells a client how large the context is and which model it has. */
  @Override
  public Optional<JsonNode> page(String path) {
    if (!path.equals("/props")) {
      return Optional.empty();
    }
    ObjectNode props = JsonNodeFactory.instance.objectNode();
    props.putObject("default_generation_settings").put("n_ctx", worker.contextTokens());
    return Optional.of(
        props.put("total_slots", 1).put("model_path", worker.file().path().toString()));
  }

  @Override
  public void answer(ObjectNode body, HttpReply reply) throws InterruptedException {
    Fields request = new Fields(body);
    GenerationRequest generation = generation(request);
    PartCutter cut =
        new PartCutter(
            worker.model(),
            request.texts("stop"),
            request.texts("preserved_tokens").stream()
                .map(text -> worker.model().tokenize(text, false, true))
                .filter(ids -> ids.length == 1)
                .map(ids -> ids[0])
                .collect(Collectors.toUnmodifiableSet()));
    boolean streamed = request.flag("stream", false);
    var wording = new LlamaServerReply(worker, request, generation, cut, streamed);
    try (Handover handover = Handover.begin(worker, generation, cut, reply)) {
      if (streamed) {
        Delivery.streamed(handover, reply, wording, this::refusal);
      } else {
        Delivery.whole(handover, reply, wording);
      }
    }
  }

  @Override
  public Refusal refusal(Throwable failure) {
    return switch (failure) {
      case LlamaException.ContextOverflow overflow -> tooLong(overflow);
      case LlamaException.Busy busy -> refusal(429, busy.getMessage(), "overloaded");
      case LlamaException.Closed closed -> refusal(503, closed.getMessage(), "unavailable_error");
      case LlamaException.InvalidGrammar grammar ->
          invalid(
              "Failed to initialize samplers: failed to parse grammar: " + grammar.getMessage());
      case LlamaException.InvalidRequest request -> invalid(request.getMessage());
      case BadRequest request -> invalid(request.getMessage());
      default -> refusal(500, String.valueOf(failure.getMessage()), "server_error");
    };
  }

  /** Like llama-server, at least one token is generated; a negative limit is none. */
  private GenerationRequest generation(Fields request) {
    if (!request.has("prompt")) {
      throw new BadRequest("[json.exception.out_of_range.403] key 'prompt' not found");
    }
    List<Integer> prompt = new PromptIds(worker.model()).of(request.root().path("prompt"));
    long asked = request.integer("n_predict", -1);
    int context = worker.contextTokens();
    int most = asked < 0 ? context : Math.clamp(asked, 1, context);
    Sampling sampling = samplings.of(request);
    int alternatives = Math.clamp(request.integer("n_probs", 0), 0, Integer.MAX_VALUE);
    GenerationRequest plain = GenerationRequest.of(prompt, most, sampling);
    GenerationRequest cached = request.flag("cache_prompt", true) ? plain : plain.withoutCache();
    return alternatives > 0 ? cached.withLogprobs(alternatives) : cached;
  }

  private static Refusal tooLong(LlamaException.ContextOverflow overflow) {
    String message =
        "request (%d tokens) exceeds the available context size (%d tokens), try increasing it"
            .formatted(overflow.promptTokens(), overflow.contextTokens());
    Refusal refusal = refusal(400, message, "exceed_context_size_error");
    ((ObjectNode) refusal.body().path("error"))
        .put("n_prompt_tokens", overflow.promptTokens())
        .put("n_ctx", overflow.contextTokens());
    return refusal;
  }

  private static Refusal invalid(@Nullable String message) {
    return refusal(400, message, "invalid_request_error");
  }

  private static Refusal refusal(int status, @Nullable String message, String type) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error").put("code", status).put("message", message).put("type", type);
    return new Refusal(status, body);
  }
}
