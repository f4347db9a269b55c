package io.github.slmsagemaker.local.modelserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.local.grammar.JsonSchemaGrammar;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A model server with a context of 512 tokens, asked directly; one request may wait. */
final class Container implements AutoCloseable {
  static final int CONTEXT = 512;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final LlamaWorker worker = RandomWorker.start(1, CONTEXT);
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Container(EngineKind dialect) {
    server =
        HttpServer.start(
            HttpServerSettings.defaults(), ModelServer.of(worker, dialect, JsonSchemaGrammar::of));
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.address().resolve(path)).build(),
        BodyHandlers.ofString(UTF_8));
  }

  HttpResponse<String> invoke(String body) throws IOException, InterruptedException {
    return post("/invocations", body);
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.address().resolve(path))
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString(UTF_8));
  }

  /** The document that a request is answered with, which must be 200. */
  JsonNode answer(String body) throws IOException, InterruptedException {
    HttpResponse<String> reply = invoke(body);
    if (reply.statusCode() != 200) {
      throw new AssertionError(reply.statusCode() + ": " + reply.body());
    }
    return JSON.readTree(reply.body());
  }

  static JsonNode json(String text) {
    return JSON.readTree(text);
  }

  static List<JsonNode> events(String body) {
    return body.lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> JSON.readTree(line.substring("data:".length())))
        .toList();
  }

  /** Names and types of everything in a document; of an array, of its first element. */
  static String form(JsonNode node) {
    StringBuilder form = new StringBuilder();
    if (node.isObject()) {
      node.propertyNames().stream()
          .sorted()
          .forEach(name -> form.append(name).append(':').append(form(node.path(name))).append(' '));
      return "{" + form + "}";
    }
    if (node.isArray()) {
      return "[" + (node.isEmpty() ? "" : form(node.path(0))) + "]";
    }
    return node.getNodeType().toString();
  }

  @Override
  public void close() {
    client.close();
    server.close();
    worker.close();
  }
}
