package io.github.slmsagemaker.invoker.api;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.engine.Engine;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.core.openai.reply.Headings;
import io.github.slmsagemaker.invoker.answer.Answering;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.telemetry.RequestLog;
import io.github.slmsagemaker.testkit.http.RawClient;
import io.github.slmsagemaker.invoker.calls.EngineStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/** The API behind the real server, over any engine. */
record ApiServer(HttpServer server) implements AutoCloseable {
  static final String CHAT = "/v1/chat/completions";
  private static final String ID = "hermes-3-llama-3.1-8b";

  static ApiServer over(Engine engine) {
    return over(engine, Catalogue.load().model(ID));
  }

  /** The API of another model under the usual name. */
  static ApiServer over(Engine engine, Model model) {
    return over(EngineStack.of(engine), model, List.of());
  }

  /** With whatever stands around the engine. */
  static ApiServer over(EngineStack engines) {
    return over(engines, Catalogue.load().model(ID), List.of());
  }

  /** For pages of these origins too. */
  static ApiServer over(EngineStack engines, List<String> origins) {
    return over(engines, Catalogue.load().model(ID), origins);
  }

  private static ApiServer over(EngineStack engines, Model model, List<String> origins) {
    ServedModel served = ServedModel.of(ID, model, 4096);
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));
    Headings headings = new Headings(clock, new Random(1), "slm-test");
    Answering answering = new Answering(served, () -> "call_1");
    Calls calls = new Calls(engines, InstantSource.system());
    Api api =
        new Api(
            Api.Handlers.of(
                answering,
                calls,
                headings,
                new ModelsRoute(served, clock.instant()),
                new UsageRoute(engines.budgeting())),
            RequestLog.NONE,
            clock,
            Timers.HEARTBEAT);
    HttpServerSettings settings = HttpServerSettings.defaults().withErrors(ApiErrors::render);
    return new ApiServer(HttpServer.start(settings, new CrossOrigin(origins, api)));
  }

  /** A request of one question, in JSON with single quotes. */
  static String chat(String fields) {
    String body =
        "{'model':'" + ID + "','messages':[{'role':'user','content':'Go'}]" + fields + "}";
    return body.replace('\'', '"');
  }

  int port() {
    return server.port();
  }

  /** The same from a key that the gateway tells the id of. */
  Answer post(String path, String json, String keyId) throws IOException {
    return send("POST", path, json, "Content-Type: application/json\r\n" + from(keyId));
  }

  Answer get(String path, String keyId) throws IOException {
    return send("GET", path, "", from(keyId));
  }

  private static String from(String keyId) {
    return "x-amzn-request-context: {\"identity\":{\"apiKeyId\":\"" + keyId + "\"}}\r\n";
  }

  Answer get(String path) throws IOException {
    return send("GET", path, "", "");
  }

  Answer post(String path, String json) throws IOException {
    return send("POST", path, json, "Content-Type: application/json\r\n");
  }

  /**
   * Sends any request.
   *
   * @param headers lines, each ended
   */
  Answer send(String method, String path, String body, String headers) throws IOException {
    return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  Answer send(String method, String path, byte[] body, String headers) throws IOException {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return Answer.of(
        RawClient.exchange(port(), head + new String(body, StandardCharsets.ISO_8859_1)));
  }

  @Override
  public void close() {
    server.close();
  }
}
