package io.github.slmsagemaker.invoker.answer;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.chat.ChatRequest;
import io.github.slmsagemaker.core.chat.CompletionRequest;
import io.github.slmsagemaker.core.engine.Call;
import io.github.slmsagemaker.core.engine.Cancellation;
import io.github.slmsagemaker.core.engine.Deadline;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.openai.request.ChatRequestReader;
import io.github.slmsagemaker.core.openai.request.CompletionRequestReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A served model, and requests to it as clients write them, with single quotes. */
final class Stage {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");

  static final ServedModel SERVED = ServedModel.of("hermes-3-llama-3.1-8b", MODEL, 4096);

  private Stage() {}

  /** Call ids are {@code call_1} and so on. */
  static Answering answering() {
    AtomicInteger ids = new AtomicInteger();
    return new Answering(SERVED, () -> "call_" + ids.incrementAndGet());
  }

  /** A request of one question; {@code fields} are more of its fields, each after a comma. */
  static ChatRequest chat(String fields) {
    String question = "'messages':[{'role':'user','content':'Go'}]";
    return ChatRequestReader.read(body("," + question + fields));
  }

  static CompletionRequest completion(String fields) {
    return CompletionRequestReader.read(body(fields));
  }

  /** Completes the first prompt of {@link #completion}. */
  static AnswerEnd complete(String fields, Engine engine, AnswerListener heard) {
    CompletionRequest request = completion(fields);
    return answering().complete(request, request.prompts().getFirst(), engine, call(), heard);
  }

  static Call call() {
    return call(new Cancellation());
  }

  static Call call(Cancellation cancellation) {
    return new Call(Deadline.in(Duration.ofMinutes(5), InstantSource.system()), cancellation);
  }

  static Heard hear(String fields, Engine engine) {
    return hear(fields, engine, call());
  }

  /** What a listener hears of the answer to {@link #chat}. */
  static Heard hear(String fields, Engine engine, Call call) {
    Heard heard = new Heard();
    heard.end = answering().chat(chat(fields), engine, call, heard);
    return heard;
  }

  private static byte[] body(String fields) {
    String json = "{'model':'hermes-3-llama-3.1-8b'" + fields + "}";
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }
}
