package io.github.slmsagemaker.testkit.recorded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One exchange with an engine.
 *
 * @param what what it shows
 * @param request the request's body
 * @param status the reply's status
 * @param contentType the reply's type
 * @param reply the reply's body as text
 */
public record Recording(
    String what, JsonNode request, int status, String contentType, String reply) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A recording of llama-server, such as {@code completion}. */
  public static Recording llamaServer(String name) {
    return read("llama-server/" + name + ".json");
  }

  /** A reply of Text Generation Inference, written from its source, such as {@code stream}. */
  public static Recording tgi(String name) {
    return read("tgi/" + name + ".json");
  }

  /** A recording of vLLM, such as {@code whole}. */
  public static Recording vllm(String name) {
    return read("vllm/" + name + ".json");
  }

  private static Recording read(String path) {
    try (InputStream file = Recording.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new IllegalArgumentException("no recording " + path);
      }
      JsonNode exchange = JSON.readTree(file);
      JsonNode text = exchange.path("text");
      return new Recording(
          exchange.path("what").asString(),
          exchange.path("request").path("body"),
          exchange.path("status").asInt(),
          exchange.path("content_type").asString(),
          text.isString() ? text.stringValue() : exchange.path("body").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
