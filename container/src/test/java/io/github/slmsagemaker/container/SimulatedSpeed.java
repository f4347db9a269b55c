package io.github.slmsagemaker.container;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpHandler;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.invoker.calls.Pace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A container as it would be on slower processors: it answers what it answers, but says to have
 * taken as long as they take, and is cut off where that is longer than a call may be.
 *
 * @param container what answers
 * @param speed of those processors
 * @param limit longest call
 * @param calls told of every one
 */
record SimulatedSpeed(
    RealContainer container, Pace.Expected speed, Duration limit, Consumer<Took> calls)
    implements HttpHandler {

  /**
   * What a call did, by llama-server's own count.
   *
   * @param cached tokens of the prompt that it found
   * @param read tokens of the prompt that it read
   * @param written tokens that it generated
   */
  record Took(int cached, int read, int written) {}

  @Override
  public void handle(HttpRequest request, HttpReply reply) throws Exception {
    var answer = container.invoke(new String(request.body(), StandardCharsets.UTF_8));
    ObjectNode body = (ObjectNode) JsonMapper.shared().readTree(answer.body());
    if (body.get("timings") instanceof ObjectNode timings) {
      Took took = took(timings);
      calls.accept(took);
      double reading = took.read() / speed.reading();
      double writing = took.written() / speed.writing();
      if (reading + writing > limit.toSeconds()) {
        throw new IOException("%s takes longer than %s".formatted(took, limit));
      }
      timings.put("prompt_ms", 1e3 * reading);
      timings.put("predicted_ms", 1e3 * writing);
    }
    reply.send(
        answer.statusCode(),
        Headers.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Took took(JsonNode timings) {
    return new Took(
        timings.get("cache_n").asInt(),
        timings.get("prompt_n").asInt(),
        timings.get("predicted_n").asInt());
  }
}
