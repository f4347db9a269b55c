package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.messages.reply.MessageEvents;
import io.github.slmsagemaker.core.messages.reply.TokenCount;
import io.github.slmsagemaker.core.messages.request.MessagesRequestReader;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.core.sse.EventSink;
import io.github.slmsagemaker.invoker.answer.AnswerEnd;
import io.github.slmsagemaker.invoker.answer.AnswerListener;
import io.github.slmsagemaker.invoker.answer.Answering;

/** {@code POST /v1/messages} and {@code POST /v1/messages/count_tokens}. */
public final class MessagesRoute {
  private final Answering answering;
  private final Calls calls;
  private final Headings headings;

  public MessagesRoute(Answering answering, Calls calls, Headings headings) {
    this.answering = answering;
    this.calls = calls;
    this.headings = headings;
  }

  void answer(byte[] body, Exchange exchange) {
    ChatRequest request =
        MessagesRequestReader.read(body, exchange.ignored(), calls.usual(answering.usual()));
    calls.nameIgnored(request.sampling(), exchange);
    switch (request.delivery()) {
      case Delivery.Whole _ -> exchange.json(generate(request, exchange, EventSink.NOWHERE));
      case Delivery.Streamed _ -> stream(request, exchange);
    }
  }

  /** Counts by the engine, which reads the prompt and writes one token for that. */
  void count(byte[] body, Exchange exchange) {
    ChatRequest request = MessagesRequestReader.readToCount(body, exchange.ignored());
    int tokens =
        calls.ask(
            exchange,
            new Delivery.Whole(),
            1,
            (engine, call) -> answering.promptTokens(request, engine, call));
    exchange.json(TokenCount.of(tokens));
  }

  private void stream(ChatRequest request, Exchange exchange) {
    EventStream stream = exchange.events();
    stream.pingWith("ping", MessageEvents.ping());
    exchange.endsBadlyWith(error -> stream.event("error", exchange.inForm(error)));
    stream.whileAlive(
        () -> {
          generate(request, exchange, (name, data) -> stream.event(name, data.get()));
          stream.end();
        });
  }

  private byte[] generate(ChatRequest request, Exchange exchange, EventSink sink) {
    MessageEvents events = new MessageEvents(headings.message(request.model()), sink);
    AnswerListener told = AnswerListener.of((text, _) -> events.text(text), events::call);
    AnswerEnd end =
        calls.ask(
            exchange,
            request.delivery(),
            Answering.mostGenerations(request),
            (engine, call) -> answering.chat(request, engine, call, told));
    return events.end(end.finishReason(), end.stop(), end.usage());
  }
}
