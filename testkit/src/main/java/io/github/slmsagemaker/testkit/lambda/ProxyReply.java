package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What API Gateway reads out of a function's answer: status and headers, then the body.
 *
 * <p>Source: "Lambda proxy integration with response streaming" in the API Gateway developer guide:
 * JSON, eight zero bytes, payload; not streamed, one JSON object with the body in it.
 *
 * @param status its status
 * @param headers by name, each with all its values
 * @param body its payload, as it comes
 */
public record ProxyReply(int status, Map<String, List<String>> headers, InputStream body) {
  private static final int DELIMITER = 8;

  /** Metadata and delimiter must lie within so many bytes. */
  private static final int MOST_METADATA = 16 << 10;

  /**
   * Reads the head of an answer.
   *
   * @throws IOException if it is no answer of a proxy integration
   */
  public static ProxyReply of(Invocation.Answer answer) throws IOException {
    return answer.streamed() ? streamed(answer.body()) : whole(answer.body());
  }

  /** Reads the head of an answer that must come in parts. */
  public static ProxyReply streamed(InputStream answer) throws IOException {
    return of(parsed(metadata(answer)), answer);
  }

  /** Reads an answer that must be one JSON object. */
  public static ProxyReply whole(InputStream answer) throws IOException {
    JsonNode object = parsed(answer.readAllBytes());
    byte[] body = object.path("body").asString("").getBytes(UTF_8);
    boolean encoded = object.path("isBase64Encoded").asBoolean(false);
    return of(object, new ByteArrayInputStream(encoded ? Base64.getDecoder().decode(body) : body));
  }

  private static JsonNode parsed(byte[] json) throws IOException {
    try {
      return JsonMapper.shared().readTree(json);
    } catch (JacksonException e) {
      throw new IOException("no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static ProxyReply of(JsonNode head, InputStream body) throws IOException {
    if (!head.path("statusCode").isInt()) {
      throw new IOException("no statusCode in " + head);
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    head.path("headers")
        .properties()
        .forEach(field -> headers.put(field.getKey(), List.of(field.getValue().asString())));
    head.path("multiValueHeaders")
        .properties()
        .forEach(
            field ->
                headers.put(
                    field.getKey(),
                    field.getValue().valueStream().map(JsonNode::asString).toList()));
    return new ProxyReply(head.get("statusCode").asInt(), headers, body);
  }

  private static byte[] metadata(InputStream in) throws IOException {
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    int zeros = 0;
    while (zeros < DELIMITER) {
      int read = in.read();
      if (read < 0) {
        throw new EOFException("no delimiter after the metadata");
      }
      zeros = read == 0 ? zeros + 1 : 0;
      metadata.write(read);
      if (metadata.size() > MOST_METADATA) {
        throw new IOException("metadata and delimiter are longer than 16 KB");
      }
    }
    return java.util.Arrays.copyOf(metadata.toByteArray(), metadata.size() - DELIMITER);
  }
}
