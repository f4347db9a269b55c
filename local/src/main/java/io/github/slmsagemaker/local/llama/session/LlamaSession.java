package io.github.slmsagemaker.local.llama.session;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.local.llama.GenerationRequest;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.GeneratedToken;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.StopReason;
import io.github.slmsagemaker.local.llama.TokenConsumer;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;

/**
 * One sequence on a model. What it has read and generated stays in its cache, so that a prompt that
 * begins alike is not read again.
 *
 * <p>Belongs to the thread that opened it; calls from another throw {@link WrongThreadException}.
 */
public final class LlamaSession implements AutoCloseable {
  private final LlamaModel model;
  private final EngineOptions options;
  private final KvContext context;

  private LlamaSession(LlamaModel model, EngineOptions options) {
    this.model = model;
    this.options = options;
    this.context = new KvContext(model, options);
  }

  /**
   * Opens a session for the calling thread.
   *
   * @throws LlamaException.LoadFailed if llama.cpp cannot make a context of that size
   * @throws LlamaException.InvalidRequest if the context is longer than the model was trained on
   */
  public static LlamaSession open(LlamaModel model, EngineOptions options) {
    if (options.contextTokens() > model.trainingContext()) {
      throw new LlamaException.InvalidRequest(
          "the context is %d tokens, the model was trained on %d; use at most that"
              .formatted(options.contextTokens(), model.trainingContext()));
    }
    return new LlamaSession(model, options);
  }

  /** What {@link #generate} checks before anything native is called; from any thread. */
  public static void requireRunnable(
      LlamaModel model, EngineOptions options, GenerationRequest request) {
    int promptTokens = request.prompt().size();
    if (promptTokens >= options.contextTokens()) {
      throw new LlamaException.ContextOverflow(promptTokens, options.contextTokens());
    }
    request.prompt().forEach(model::requireToken);
    request.sampling().logitBias().keySet().forEach(model::requireToken);
  }

  /** What prompt and answer may have together. */
  public int contextTokens() {
    return context.contextTokens();
  }

  /** How many tokens the cache holds. */
  public int cachedTokens() {
    return context.heldCount();
  }

  /**
   * Reads the prompt and generates until the model ends, a limit is reached, the consumer wants no
   * more, or {@code cancelled} says so.
   *
   * @param cancelled asked between the steps of reading the prompt and between tokens; cheap and
   *     without blocking
   * @throws LlamaException.ContextOverflow if the prompt leaves no room for a token
   * @throws LlamaException.InvalidRequest for an id outside the vocabulary
   * @throws LlamaException.InvalidGrammar if the grammar does not parse
   * @throws LlamaException.ComputationFailed if llama.cpp fails; the session stays usable
   */
  public Generation generate(
      GenerationRequest request, TokenConsumer consumer, BooleanSupplier cancelled) {
    context.requireOpen();
    requireRunnable(model, options, request);
    try (TokenSampler sampler = new TokenSampler(model, request.sampling(), contextTokens())) {
      sampler.acceptPrompt(request.prompt());
      return new Run(request, consumer, cancelled, sampler).toEnd();
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** One generation. */
  private final class Run {
    private final GenerationRequest request;
    private final TokenConsumer consumer;
    private final BooleanSupplier cancelled;
    private final TokenSampler sampler;
    private final TokenText text;
    private final List<Integer> ids = new ArrayList<>();

    Run(
        GenerationRequest request,
        TokenConsumer consumer,
        BooleanSupplier cancelled,
        TokenSampler sampler) {
      this.request = request;
      this.consumer = consumer;
      this.cancelled = cancelled;
      this.sampler = sampler;
      this.text = new TokenText(request.text());
    }

    Generation toEnd() {
      long start = System.nanoTime();
      int cached = reuse();
      boolean read = readPrompt();
      long promptEnd = System.nanoTime();
      StopReason reason = read ? predict() : StopReason.CANCELLED;
      return new Generation(
          ids,
          reason,
          request.prompt().size(),
          cached,
          Duration.ofNanos(promptEnd - start),
          Duration.ofNanos(System.nanoTime() - promptEnd),
          text.end());
    }

    /** The last token of the prompt is always read again: its logits are gone. */
    private int reuse() {
      int common = request.reuseCache() ? context.commonPrefix(request.prompt()) : 0;
      context.keep(Math.min(common, request.prompt().size() - 1));
      return context.heldCount();
    }

    private boolean readPrompt() {
      List<Integer> prompt = request.prompt();
      while (context.heldCount() < prompt.size()) {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        int from = context.heldCount();
        int to = Math.min(prompt.size(), from + options.batchTokens());
        if (!context.decode(prompt.subList(from, to), to == prompt.size(), cancelled)) {
          return false;
        }
      }
      return true;
    }

    private StopReason predict() {
      while (ids.size() < request.maxTokens()) {
        if (cancelled.getAsBoolean()) {
          return StopReason.CANCELLED;
        }
        GeneratedToken token = next();
        ids.add(token.id());
        boolean goOn = consumer.accept(token);
        if (token.endOfGeneration()) {
          return StopReason.END_OF_GENERATION;
        }
        if (!goOn) {
          return StopReason.STOPPED_BY_CONSUMER;
        }
        if (ids.size() == request.maxTokens()) {
          return StopReason.LIMIT;
        }
        if (context.heldCount() == contextTokens()) {
          return StopReason.CONTEXT_FULL;
        }
        context.decode(List.of(token.id()), true, cancelled);
      }
      return StopReason.LIMIT;
    }

    private GeneratedToken next() {
      MemorySegment logits = context.logits();
      int id = sampler.sample(logits);
      boolean end = model.isEndOfGeneration(id);
      String added = text.next(model.pieceBytes(id, request.text().showsControlTokens()));
      if (request.logprobs().isEmpty()) {
        return new GeneratedToken(
            id, added, text.unfinished(), end, OptionalDouble.empty(), List.of());
      }
      Logprobs logprobs = Logprobs.of(logits, model.vocabularySize());
      return new GeneratedToken(
          id,
          added,
          text.unfinished(),
          end,
          OptionalDouble.of(logprobs.of(id).logprob()),
          logprobs.top(request.logprobs().getAsInt()));
    }
  }
}
