package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.CompletionPrompt;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.openai.reply.CompletionChunks;
import io.github.slmsagemaker.core.openai.reply.CompletionReply;
import io.github.slmsagemaker.core.openai.reply.CompletionReply.Choice;
import io.github.slmsagemaker.core.openai.reply.Usage;
import io.github.slmsagemaker.core.openai.request.CompletionRequestReader;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.invoker.answer.AnswerEnd;
import io.github.slmsagemaker.invoker.answer.AnswerListener;
import io.github.slmsagemaker.invoker.answer.Answering;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** {@code POST /v1/completions}. */
public final class CompletionRoute {
  private final Answering answering;
  private final Calls calls;
  private final Headings headings;

  public CompletionRoute(Answering answering, Calls calls, Headings headings) {
    this.answering = answering;
    this.calls = calls;
    this.headings = headings;
  }

  void answer(byte[] body, Exchange exchange) {
    exchange.promptIsIn("prompt");
    CompletionRequest request =
        CompletionRequestReader.read(body, exchange.ignored(), calls.usual(answering.usual()));
    calls.nameIgnored(request.sampling(), exchange);
    switch (request.delivery()) {
      case Delivery.Whole _ -> whole(request, exchange);
      case Delivery.Streamed streamed ->
          exchange.events().whileAlive(() -> stream(request, streamed.includeUsage(), exchange));
    }
  }

  private void whole(CompletionRequest request, Exchange exchange) {
    List<Choice> choices = new ArrayList<>();
    Usage usage =
        eachPrompt(
            request,
            exchange,
            (prompt, ask) -> {
              StringBuilder text = new StringBuilder();
              List<TokenLogprob> logprobs = new ArrayList<>();
              AnswerEnd end =
                  ask.answer(
                      (more, moreLogprobs) -> {
                        text.append(more);
                        logprobs.addAll(moreLogprobs);
                      });
              choices.add(
                  new Choice(
                      echoed(request, prompt), text.toString(), end.finishReason(), logprobs));
              return end;
            });
    exchange.json(CompletionReply.whole(headings.completion(request.model()), choices, usage));
  }

  private void stream(CompletionRequest request, boolean includeUsage, Exchange exchange) {
    CompletionChunks chunks =
        new CompletionChunks(headings.completion(request.model()), includeUsage);
    EventStream events = exchange.events();
    Usage usage =
        eachPrompt(
            request,
            exchange,
            (prompt, ask) -> {
              EchoOnce echo = new EchoOnce(echoed(request, prompt), chunks, events);
              AnswerEnd end =
                  ask.answer(
                      (text, logprobs) -> {
                        echo.begin();
                        events.event(chunks.text(text, logprobs));
                      });
              echo.begin();
              events.event(chunks.finish(end.finishReason()));
              chunks.next();
              return end;
            });
    if (includeUsage) {
      events.event(chunks.usage(usage));
    }
    events.done();
  }

  /** Answers one prompt after another; together they are one request's work and deadline. */
  private Usage eachPrompt(CompletionRequest request, Exchange exchange, Each each) {
    List<CompletionPrompt> prompts = request.prompts();
    return calls.ask(
        exchange,
        request.delivery(),
        prompts.size(),
        (engine, call) ->
            prompts.stream()
                .map(
                    prompt ->
                        each.answered(
                                prompt,
                                target ->
                                    answering.complete(
                                        request, prompt, engine, call, textOnly(target)))
                            .usage())
                .reduce(Usage::plus)
                .orElseThrow());
  }

  private static String echoed(CompletionRequest request, CompletionPrompt prompt) {
    return request.echo() && prompt instanceof CompletionPrompt.Text(String text) ? text : "";
  }

  /** What becomes of one prompt. */
  @FunctionalInterface
  private interface Each {
    AnswerEnd answered(CompletionPrompt prompt, Ask ask);
  }

  /** Has one prompt answered. */
  @FunctionalInterface
  private interface Ask {
    AnswerEnd answer(BiConsumer<String, List<TokenLogprob>> target);
  }

  private static AnswerListener textOnly(BiConsumer<String, List<TokenLogprob>> target) {
    return AnswerListener.of(
        target,
        _ -> {
          throw new IllegalStateException("a plain completion has no tools");
        });
  }

  /** Sends the prompt before the answer, where the client asked for that. */
  private static final class EchoOnce {
    private final String echoed;
    private final CompletionChunks chunks;
    private final EventStream events;
    private boolean begun;

    EchoOnce(String echoed, CompletionChunks chunks, EventStream events) {
      this.echoed = echoed;
      this.chunks = chunks;
      this.events = events;
    }

    void begin() {
      if (!begun && !echoed.isEmpty()) {
        events.event(chunks.text(echoed, List.of()));
      }
      begun = true;
    }
  }
}
