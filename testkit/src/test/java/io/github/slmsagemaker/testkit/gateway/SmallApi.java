package io.github.slmsagemaker.testkit.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.testkit.lambda.Invocation;
import io.github.slmsagemaker.testkit.template.Template;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A gateway for a small template, before functions that say what they are told to. */
final class SmallApi implements Functions, AutoCloseable {
  private static final String ALLOW =
      """
      {"principalId": "somebody", "usageIdentifierKey": "%s", "context": {"reason": "none"},
       "policyDocument": {"Statement": [{"Action": "execute-api:Invoke", "Effect": "%s",
         "Resource": "arn:aws:execute-api:us-east-1:123456789012:Api/live/*"}]}}
      """;

  final List<JsonNode> events = new ArrayList<>();
  final String key;
  String decision;
  byte[] answer = "{\"statusCode\":201}\0\0\0\0\0\0\0\0streamed".getBytes(UTF_8);
  RuntimeException failure = new IllegalStateException("none");
  boolean fails;
  Instant now = Instant.parse("2026-11-30T12:00:00Z");
  private final Gateway gateway;
  private final HttpClient client = HttpClient.newHttpClient();

  private SmallApi(Template template) {
    this.key = template.resource("Key", "AWS::ApiGateway::ApiKey").property("Value");
    this.decision = ALLOW.formatted(key, "Allow");
    this.gateway = Gateway.start(RestApi.read(template, () -> now), this, () -> now);
  }

  /** With a change to the template, resources by their ids. */
  static SmallApi changed(Consumer<ObjectNode> change) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(SmallApi.class.getResourceAsStream("small.json"))) {
      ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(file);
      change.accept((ObjectNode) json.get("Resources"));
      return new SmallApi(Template.of(json));
    }
  }

  static SmallApi start() throws IOException {
    return changed(same -> {});
  }

  Gateway gateway() {
    return gateway;
  }

  void decides(String named, String effect) {
    decision = ALLOW.formatted(named, effect);
  }

  void fail(RuntimeException with) {
    failure = with;
    fails = true;
  }

  HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address() + path));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(gateway.address() + path))
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Override
  public Invocation.Answer invoke(String function, byte[] event, Duration patience) {
    events.add(JsonMapper.shared().readTree(event));
    if (function.equals("Answers") && fails) {
      throw failure;
    }
    byte[] said = function.equals("Decides") ? decision.getBytes(UTF_8) : answer;
    return new Invocation.Answer("application/json", false, new ByteArrayInputStream(said));
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }
}
