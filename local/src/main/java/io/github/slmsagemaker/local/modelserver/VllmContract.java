package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * vLLM's raw {@code /v1/completions} and its {@code /v1/models} (replies as recorded from vLLM
 * 0.32.0), for one prompt.
 *
 * <p>Differences: a full queue is answered 429, where vLLM queues without end; a stream says why it
 * ended in an event of its own; text is held back only where a stop string may have begun; of the
 * ways to hold an answer to a form there is {@code structured_outputs.json} alone.
 */
final class VllmContract implements Contract {
  /** The version whose behaviour this is. */
  private static final String VERSION = "0.32.0";

  private static final int MOST_LOGPROBS = 20;

  private final LlamaWorker worker;
  private final VllmSampling samplings;
  private final Set<Integer> controlTokens;

  VllmContract(LlamaWorker worker, Function<ObjectNode, String> schemaToGrammar) {
    this.worker = worker;
    this.samplings = new VllmSampling(worker.model(), schemaToGrammar);
    this.controlTokens =
        IntStream.range(0, worker.model().vocabularySize())
            .filter(worker.model()::isControl)
            .filter(id -> !worker.model().isEndOfGeneration(id))
            .boxed()
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public byte[] healthy() {
    return new byte[0];
  }

  @Override
  public String path() {
    return "/v1/completions";
  }

  @Override
  public Optional<JsonNode> page(String path) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    return switch (path) {
      case "/version" -> Optional.of(page.put("version", VERSION));
      case "/v1/models" -> {
        page.put("object", "list")
            .putArray("data")
            .addObject()
            .put("id", model())
            .put("object", "model")
            .put("owned_by", "vllm")
            .put("root", model())
            .put("max_model_len", worker.contextTokens());
        yield Optional.of(page);
      }
      default -> Optional.empty();
    };
  }

  @Override
  public void answer(ObjectNode body, HttpReply reply) throws InterruptedException {
    Fields request = new Fields(body);
    if (request.has("model") && !request.text("model", "").equals(model())) {
      throw new BadRequest(
          "The model does not exist. Valid aliases: %s.".formatted(model()), "model");
    }
    GenerationRequest generation = generation(request);
    boolean shown = !request.flag("skip_special_tokens", true);
    PartCutter cut =
        new PartCutter(worker.model(), request.texts("stop"), shown ? controlTokens : Set.of());
    var wording = new VllmAnswer(worker, request, cut);
    try (Handover handover = Handover.begin(worker, generation, cut, reply)) {
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
      case LlamaException.ContextOverflow overflow -> tooLong(overflow.promptTokens());
      case LlamaException.Busy busy -> refusal(429, busy.getMessage(), "TooManyRequests", null);
      case LlamaException.InvalidGrammar grammar -> invalid(grammar.getMessage(), null);
      case LlamaException.InvalidRequest request -> invalid(request.getMessage(), null);
      case BadRequest request -> invalid(request.getMessage(), request.field().orElse(null));
      default -> refusal(500, failure.getMessage(), "InternalServerError", null);
    };
  }

  private String model() {
    return String.valueOf(worker.file().path().getFileName());
  }

  private GenerationRequest generation(Fields request) {
    List<Integer> prompt = prompt(request);
    int room = worker.contextTokens() - prompt.size();
    if (room < 0) {
      throw new LlamaException.ContextOverflow(prompt.size(), worker.contextTokens());
    }
    long asked = request.integer("max_tokens", 16);
    long most = Math.min(room, asked);
    if (most < 1) {
      throw new BadRequest("max_tokens must be at least 1, got %d.".formatted(most), "max_tokens");
    }
    GenerationRequest plain = GenerationRequest.of(prompt, (int) most, samplings.of(request));
    long logprobs = request.integer("logprobs", 0);
    if (logprobs > MOST_LOGPROBS) {
      throw new BadRequest(
          "Requested sample logprobs of %d, which is greater than max allowed: %d"
              .formatted(logprobs, MOST_LOGPROBS),
          "logprobs");
    }
    return request.has("logprobs") ? plain.withLogprobs((int) Math.max(0, logprobs)) : plain;
  }

  /** A text or ids; a text begins with the begin-of-text token unless told otherwise. */
  private List<Integer> prompt(Fields request) {
    JsonNode prompt = request.root().path("prompt");
    PromptIds ids = new PromptIds(worker.model());
    if (!prompt.isString()) {
      return ids.of(prompt);
    }
    return request.flag("add_special_tokens", true)
        ? ids.of(prompt.asString())
        : Arrays.stream(worker.model().tokenize(prompt.asString(), false, true)).boxed().toList();
  }

  private Refusal tooLong(int promptTokens) {
    return invalid(
        "This model's maximum context length is %d tokens. However, your prompt contains %d input tokens"
            .formatted(worker.contextTokens(), promptTokens),
        "input_tokens");
  }

  private static Refusal invalid(@Nullable String message, @Nullable String param) {
    return refusal(400, message, "BadRequestError", param);
  }

  private static Refusal refusal(
      int status, @Nullable String message, String type, @Nullable String param) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", status);
    return new Refusal(status, body);
  }
}
