package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.Delivery;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.core.responses.ResponsesRequest;
import io.github.slmsagemaker.core.responses.reply.ResponseEvents;
import io.github.slmsagemaker.core.responses.request.ResponsesRequestReader;
import io.github.slmsagemaker.core.sse.EventSink;
import io.github.slmsagemaker.invoker.answer.AnswerEnd;
import io.github.slmsagemaker.invoker.answer.AnswerListener;
import io.github.slmsagemaker.invoker.answer.Answering;

/** {@code POST /v1/responses}. */
public final class ResponsesRoute {
  private final Answering answering;
  private final Calls calls;
  private final Headings headings;

  public ResponsesRoute(Answering answering, Calls calls, Headings headings) {
    this.answering = answering;
    this.calls = calls;
    this.headings = headings;
  }

  void answer(byte[] body, Exchange exchange) {
    exchange.promptIsIn("input");
    ResponsesRequest request =
        ResponsesRequestReader.read(body, exchange.ignored(), calls.usual(answering.usual()));
    calls.nameIgnored(request.chat().sampling(), exchange);
    switch (request.chat().delivery()) {
      case Delivery.Whole _ -> exchange.json(generate(request, exchange, EventSink.NOWHERE));
      case Delivery.Streamed _ -> exchange.events().whileAlive(() -> stream(request, exchange));
    }
  }

  private void stream(ResponsesRequest request, Exchange exchange) {
    EventStream stream = exchange.events();
    generate(request, exchange, (name, data) -> stream.event(name, data.get()));
    stream.end();
  }

  private byte[] generate(ResponsesRequest request, Exchange exchange, EventSink sink) {
    ChatRequest chat = request.chat();
    ResponseEvents events =
        new ResponseEvents(headings.response(chat.model()), request, headings::id, sink);
    exchange.endsBadlyWith(events::failed);
    AnswerListener told = AnswerListener.of((text, _) -> events.text(text), events::call);
    AnswerEnd end =
        calls.ask(
            exchange,
            chat.delivery(),
            Answering.mostGenerations(chat),
            (engine, call) -> answering.chat(chat, engine, call, told));
    return events.end(end.finishReason(), end.usage(), headings.now());
  }
}
