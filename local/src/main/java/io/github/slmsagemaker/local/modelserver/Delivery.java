package io.github.slmsagemaker.local.modelserver;

import io.github.slmsagemaker.local.llama.Generation;
import io.github.slmsagemaker.core.sse.SseWriter;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpStream;
import io.github.slmsagemaker.local.modelserver.Handover.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Brings one generation to its client, whole or as events. */
final class Delivery {
  private static final Headers JSON = Headers.of("Content-Type", "application/json; charset=utf-8");
  private static final Headers EVENTS = Headers.of("Content-Type", "text/event-stream");

  private Delivery() {}

  /** How a contract words what was generated. */
  interface Wording {
    /** The event for one token; empty where the contract has none. */
    Optional<JsonNode> event(Part part);

    /** The events after the last token. */
    List<JsonNode> lastEvents(Generation answer);

    /** What follows the last event and is no JSON. */
    default Optional<String> farewell() {
      return Optional.empty();
    }

    /** The one document; {@link #event} has seen every part before. */
    JsonNode document(Generation answer);
  }

  static void send(HttpReply reply, int status, JsonNode body) {
    reply.send(status, JSON, bytes(body));
  }

  /** Waits for the end, then sends one document. */
  static void whole(Handover handover, HttpReply reply, Wording wording)
      throws InterruptedException {
    while (true) {
      switch (handover.next()) {
        case Step.Token token -> wording.event(token.part());
        case Step.End end -> {
          send(reply, 200, wording.document(end.answer()));
          return;
        }
        case Step.Failed failed -> throw thrown(failed.reason());
      }
    }
  }

  /**
   * Sends events as they come. The status waits for the first of them, because a refusal before it
   * has a status of its own.
   */
  static void streamed(
      Handover handover, HttpReply reply, Wording wording, Function<Throwable, Refusal> refusal)
      throws InterruptedException {
    @Nullable HttpStream stream = null;
    while (true) {
      Step step = handover.next();
      if (stream == null && step instanceof Step.Failed failed) {
        throw thrown(failed.reason());
      }
      stream = stream == null ? reply.stream(200, EVENTS) : stream;
      for (JsonNode event : events(step, wording, refusal)) {
        stream.write(SseWriter.event(bytes(event)));
      }
      if (!(step instanceof Step.Token)) {
        for (String word : wording.farewell().stream().toList()) {
          stream.write(SseWriter.event(word.getBytes(StandardCharsets.UTF_8)));
        }
        stream.end();
        return;
      }
    }
  }

  private static List<JsonNode> events(
      Step step, Wording wording, Function<Throwable, Refusal> refusal) {
    return switch (step) {
      case Step.Token token -> new ArrayList<>(wording.event(token.part()).stream().toList());
      case Step.End end -> wording.lastEvents(end.answer());
      case Step.Failed failed -> List.of(refusal.apply(failed.reason()).body());
    };
  }

  private static RuntimeException thrown(Throwable reason) {
    return reason instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("the generation failed", reason);
  }

  private static byte[] bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8);
  }
}
