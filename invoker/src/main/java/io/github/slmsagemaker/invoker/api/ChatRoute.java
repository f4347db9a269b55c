package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.chat.ToolCall;
import io.github.slmsagemaker.core.engine.TokenLogprob;
import io.github.slmsagemaker.core.openai.reply.ChatAnswer;
import io.github.slmsagemaker.core.openai.reply.ChatChunks;
import io.github.slmsagemaker.core.openai.reply.ChatReply;
import io.github.slmsagemaker.core.openai.request.ChatRequestReader;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.invoker.answer.AnswerEnd;
import io.github.slmsagemaker.invoker.answer.AnswerListener;
import io.github.slmsagemaker.invoker.answer.Answering;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/chat/completions}. */
public final class ChatRoute {
  private final Answering answering;
  private final Calls calls;
  private final Headings headings;

  public ChatRoute(Answering answering, Calls calls, Headings headings) {
    this.answering = answering;
    this.calls = calls;
    this.headings = headings;
  }

  void answer(byte[] body, Exchange exchange) {
    ChatRequest request =
        ChatRequestReader.read(body, exchange.ignored(), calls.usual(answering.usual()));
    calls.nameIgnored(request.sampling(), exchange);
    switch (request.delivery()) {
      case Delivery.Whole _ -> whole(request, exchange);
      case Delivery.Streamed streamed ->
          exchange.events().whileAlive(() -> stream(request, streamed.includeUsage(), exchange));
    }
  }

  private void whole(ChatRequest request, Exchange exchange) {
    Collected collected = new Collected();
    AnswerEnd end = generate(request, exchange, collected);
    ChatAnswer answer =
        new ChatAnswer(
            collected.text.toString(), collected.calls, end.finishReason(), collected.logprobs);
    exchange.json(ChatReply.whole(headings.chat(request.model()), answer, end.usage()));
  }

  private void stream(ChatRequest request, boolean includeUsage, Exchange exchange) {
    ChatChunks chunks = new ChatChunks(headings.chat(request.model()), includeUsage);
    Forwarded forwarded = new Forwarded(chunks, exchange.events());
    AnswerEnd end = generate(request, exchange, forwarded);
    forwarded.begin();
    exchange.events().event(chunks.finish(end.finishReason()));
    if (includeUsage) {
      exchange.events().event(chunks.usage(end.usage()));
    }
    exchange.events().done();
  }

  private AnswerEnd generate(ChatRequest request, Exchange exchange, AnswerListener listener) {
    return calls.ask(
        exchange,
        request.delivery(),
        Answering.mostGenerations(request),
        (engine, call) -> answering.chat(request, engine, call, listener));
  }

  /** An answer in one piece. */
  private static final class Collected implements AnswerListener {
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private final List<TokenLogprob> logprobs = new ArrayList<>();

    @Override
    public void text(String more, List<TokenLogprob> moreLogprobs) {
      text.append(more);
      logprobs.addAll(moreLogprobs);
    }

    @Override
    public void call(ToolCall call) {
      calls.add(call);
    }
  }

  /** An answer as events, the role first. */
  private static final class Forwarded implements AnswerListener {
    private final ChatChunks chunks;
    private final EventStream events;
    private boolean begun;
    private int calls;

    Forwarded(ChatChunks chunks, EventStream events) {
      this.chunks = chunks;
      this.events = events;
    }

    void begin() {
      if (!begun) {
        begun = true;
        events.event(chunks.role());
      }
    }

    @Override
    public void text(String text, List<TokenLogprob> logprobs) {
      begin();
      events.event(chunks.content(text, logprobs));
    }

    @Override
    public void call(ToolCall call) {
      begin();
      events.event(chunks.toolCall(calls++, call));
    }
  }
}
