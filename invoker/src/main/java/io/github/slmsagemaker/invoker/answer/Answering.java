package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.CompletionPrompt;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Sampling;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.engine.Completion;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.core.engine.Prompt;
import io.github.slmsagemaker.core.failure.Failure;
import io.github.slmsagemaker.core.format.ChatCodec;
import io.github.slmsagemaker.core.format.RenderedPrompt;
import io.github.slmsagemaker.core.format.SpecialStrings;
import io.github.slmsagemaker.core.openai.reply.FinishReason;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.invoker.answer.CheckedAnswer.Asking;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Turns a validated request into a generation, and what comes of it into an answer. */
public final class Answering {
  private final ServedModel model;
  private final Supplier<String> callIds;
  private final SpecialStrings special;
  private final ChatCodec codec;

  /**
   * @param model what is served
   * @param callIds makes ids of tool calls
   */
  public Answering(ServedModel model, Supplier<String> callIds) {
    this.model = model;
    this.callIds = callIds;
    this.special = model.special();
    this.codec = model.codec();
  }

  /** Most generations that a conversation's answer takes: where there are rules, one to repair. */
  public static int mostGenerations(ChatRequest request) {
    return AnswerRules.mayApply(request) ? 2 : 1;
  }

  /** How tokens are drawn where a request says nothing. */
  public Sampling usual() {
    return model.model().sampling();
  }

  /**
   * Answers a conversation: a second generation is made where the first is not what the request
   * demands, and no more.
   *
   * @throws Failure for everything that can go wrong
   */
  public AnswerEnd chat(ChatRequest request, Engine engine, Call call, AnswerListener listener) {
    model.requireNamed(request.model());
    RequestSupport.require(engine.capabilities(), request.sampling(), request.topLogprobs());
    Asking once = (asked, heard) -> generate(asked, engine, call, heard);
    return AnswerRules.of(request)
        .map(rules -> new CheckedAnswer(rules, once, call, listener).answer(request))
        .orElseGet(() -> once.ask(request, listener));
  }

  /**
   * Goes on from one prompt of a request.
   *
   * @throws Failure for everything that can go wrong
   */
  public AnswerEnd complete(
      CompletionRequest request,
      CompletionPrompt prompt,
      Engine engine,
      Call call,
      AnswerListener listener) {
    model.requireNamed(request.model());
    RequestSupport.require(engine.capabilities(), request.sampling(), request.topLogprobs());
    boolean echoAlone = request.maxTokens() == 0;
    TextOutput text = new TextOutput(request.stop(), echoAlone ? (_, _) -> {} : listener::text);
    Generation generation =
        new Generation(
            read(prompt, engine),
            Math.max(1, model.bounded(request.maxTokens())),
            request.sampling(),
            request.stop(),
            Optional.empty(),
            request.topLogprobs());
    Completion completion = asked(engine, generation, call, text);
    text.finish();
    return echoAlone
        ? new AnswerEnd(FinishReason.LENGTH, withoutAnswer(completion), Optional.empty())
        : new AnswerEnd(
            reason(completion, text.stopped()),
            usage(completion),
            stop(request.stop(), completion, text));
  }

  private Prompt read(CompletionPrompt prompt, Engine engine) {
    return switch (prompt) {
      case CompletionPrompt.Text(String written) -> {
        String text = special.neutralized(written);
        model.requireRoomFor(text);
        yield Prompt.of(text);
      }
      case CompletionPrompt.Ids(List<Integer> ids) -> {
        RequestSupport.requireIds(engine.capabilities());
        model.requireRoomFor(ids);
        yield new Prompt("", ids);
      }
    };
  }

  /**
   * How many tokens the prompt of a conversation has, in the engine's own count.
   *
   * @throws Failure for everything that can go wrong
   */
  public int promptTokens(ChatRequest request, Engine engine, Call call) {
    model.requireNamed(request.model());
    RenderedPrompt prompt = codec.render(request);
    model.requireRoomFor(prompt.text());
    Generation shortest =
        new Generation(
            Prompt.of(model.model().format().withoutFirst(prompt.text())),
            1,
            Sampling.GREEDY,
            List.of(),
            Optional.empty(),
            OptionalInt.empty());
    return asked(engine, shortest, call, _ -> {}).promptTokens();
  }

  private AnswerEnd generate(
      ChatRequest request, Engine engine, Call call, AnswerListener listener) {
    RenderedPrompt prompt = codec.render(request);
    model.requireRoomFor(prompt.text());
    ConversationOutput output = new ConversationOutput(prompt, callIds, listener);
    TextOutput text = new TextOutput(request.stop(), output::text, output::ended);
    Completion completion = generated(engine, generation(request, prompt, engine), call, text);
    text.finish();
    FinishReason reason = reason(completion, text.stopped());
    return new AnswerEnd(
        output.finish(reason), usage(completion), stop(request.stop(), completion, text));
  }

  /**
   * Engines compile only a part of JSON Schema each. What one refuses has not been generated from,
   * so it is asked without the schema, and the answer checked as any other.
   */
  private Completion generated(Engine engine, Generation generation, Call call, TextOutput text) {
    try {
      return asked(engine, generation, call, text);
    } catch (Failure.EngineRejected refused) {
      if (generation.outputSchema().isEmpty()) {
        throw refused;
      }
      return asked(engine, generation.unconstrained(), call, text);
    }
  }

  /**
   * A budget that reaches past the window is cut to it. Some engines do that; one that refuses is
   * asked again, for what is likely to fit. What they say of a limit is in words of their own.
   */
  private Completion asked(
      Engine engine, Generation generation, Call call, Engine.PieceListener pieces) {
    try {
      return engine.generate(generation, call, pieces);
    } catch (Failure.ContextLengthExceeded tooLong) {
      OptionalInt less = model.lessThan(generation.maxTokens(), generation.prompt());
      if (less.isEmpty()) {
        throw model.overflow(tooLong.explanation());
      }
      return asked(
          engine, generation.continued(generation.prompt(), less.getAsInt()), call, pieces);
    }
  }

  private Generation generation(ChatRequest request, RenderedPrompt prompt, Engine engine) {
    Prompt read = Prompt.of(model.model().format().withoutFirst(prompt.text()));
    return new Generation(
        read,
        budget(request.maxTokens(), read, engine),
        request.sampling(),
        request.stop(),
        prompt.outputSchema(),
        request.topLogprobs());
  }

  private int budget(OptionalInt maxTokens, Prompt prompt, Engine engine) {
    if (maxTokens.isPresent()) {
      return model.bounded(maxTokens.getAsInt());
    }
    return engine.capabilities().can(Capability.NO_BUDGET)
        ? Generation.AS_MANY_AS_FIT
        : model.roomBehind(prompt);
  }

  private static FinishReason reason(Completion completion, boolean stopped) {
    return stopped || completion.finishReason() == Completion.FinishReason.STOP
        ? FinishReason.STOP
        : FinishReason.LENGTH;
  }

  /** Some engines leave the string out and tell which it was, others write it. */
  private static Optional<String> stop(List<String> stops, Completion completion, TextOutput text) {
    return text.stop().or(completion::stopWord).filter(stops::contains);
  }

  /** Engines give no less than one token; what nobody asked for is not counted. */
  private static Usage withoutAnswer(Completion completion) {
    return new Usage(completion.promptTokens(), 0, completion.cachedTokens());
  }

  private static Usage usage(Completion completion) {
    return new Usage(
        completion.promptTokens(), completion.completionTokens(), completion.cachedTokens());
  }
}
