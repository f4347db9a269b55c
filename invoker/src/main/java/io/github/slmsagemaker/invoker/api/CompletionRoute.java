package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.openai.reply.CompletionChunks;
import io.github.slmsagemaker.core.openai.reply.CompletionReply;
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
    StringBuilder text = new StringBuilder();
    List<TokenLogprob> logprobs = new ArrayList<>();
    AnswerEnd end =
        generate(
            request,
            exchange,
            (more, moreLogprobs) -> {
              text.append(more);
              logprobs.addAll(moreLogprobs);
            });
    exchange.json(
        CompletionReply.whole(
            headings.completion(request.model()),
            request.echo() ? request.prompt() : "",
            text.toString(),
            end.finishReason(),
            logprobs,
            end.usage()));
  }

  private void stream(CompletionRequest request, boolean includeUsage, Exchange exchange) {
    CompletionChunks chunks =
        new CompletionChunks(headings.completion(request.model()), includeUsage);
    EventStream events = exchange.events();
    EchoOnce echo = new EchoOnce(request, chunks, events);
    AnswerEnd end =
        generate(
            request,
            exchange,
            (text, logprobs) -> {
              echo.begin();
              events.event(chunks.text(text, logprobs));
            });
    echo.begin();
    events.event(chunks.finish(end.finishReason()));
    if (includeUsage) {
      events.event(chunks.usage(end.usage()));
    }
    events.done();
  }

  private AnswerEnd generate(
      CompletionRequest request, Exchange exchange, BiConsumer<String, List<TokenLogprob>> target) {
    return calls.ask(
        exchange,
        request.delivery(),
        1,
        (engine, call) -> answering.complete(request, engine, call, new TextOnly(target)));
  }

  private record TextOnly(BiConsumer<String, List<TokenLogprob>> target) implements AnswerListener {
    @Override
    public void text(String text, List<TokenLogprob> logprobs) {
      target.accept(text, logprobs);
    }

    @Override
    public void call(ToolCall call) {
      throw new IllegalStateException("a plain completion has no tools");
    }
  }

  /** Sends the prompt before the answer, where the client asked for that. */
  private static final class EchoOnce {
    private final CompletionRequest request;
    private final CompletionChunks chunks;
    private final EventStream events;
    private boolean begun;

    EchoOnce(CompletionRequest request, CompletionChunks chunks, EventStream events) {
      this.request = request;
      this.chunks = chunks;
      this.events = events;
    }

    void begin() {
      if (!begun && request.echo()) {
        events.event(chunks.text(request.prompt(), List.of()));
      }
      begun = true;
    }
  }
}
