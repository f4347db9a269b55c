package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does for a server what the Lambda Web Adapter does, where nobody has built that: asks for events,
 * makes requests of them, and streams the replies back. A test that uses it says so.
 *
 * <p>Source: the adapter's own requests and answers, as they were recorded.
 */
public final class WebAdapterStandIn {
  /** What a test says where it is used. */
  public static final String WORDS = "a stand-in of ours is before the server, not the adapter";

  private static final String RUNTIME = "/2018-06-01/runtime/invocation/";
  private static final String DELIMITER = "\0\0\0\0\0\0\0\0";

  /** Set by the client itself. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final String api;
  private final URI server;

  private WebAdapterStandIn(String api, int port) {
    this.api = "http://" + api + RUNTIME;
    this.server = URI.create("http://127.0.0.1:" + port);
  }

  /**
   * Works until the Runtime API is gone.
   *
   * @param api address of the Runtime API
   * @param port where the server listens, or will
   * @param readiness path that is answered once it does
   */
  public static void start(String api, int port, String readiness) {
    WebAdapterStandIn standIn = new WebAdapterStandIn(api, port);
    Thread.ofVirtual().start(() -> standIn.work(readiness));
  }

  private void work(String readiness) {
    try {
      while (!answers(readiness)) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      while (true) {
        HttpResponse<String> next =
            client.send(
                HttpRequest.newBuilder(URI.create(api + "next")).build(), BodyHandlers.ofString());
        String id = next.headers().firstValue("lambda-runtime-aws-request-id").orElseThrow();
        answer(id, JsonMapper.shared().readTree(next.body()));
      }
    } catch (IOException | InterruptedException gone) {
      client.shutdownNow();
    }
  }

  private boolean answers(String path) throws InterruptedException, IOException {
    try {
      client.send(HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.discarding());
      return true;
    } catch (ConnectException notYet) {
      // Without the Runtime API nobody waits for the server any more.
      String[] address = URI.create(api).getAuthority().split(":", 2);
      new Socket(address[0], Integer.parseInt(address[1])).close();
      return false;
    }
  }

  private void answer(String id, JsonNode event) throws IOException, InterruptedException {
    HttpResponse<InputStream> reply = client.send(request(event), BodyHandlers.ofInputStream());
    InputStream head = new ByteArrayInputStream((metadata(reply) + DELIMITER).getBytes(UTF_8));
    BodyPublisher body =
        BodyPublishers.ofInputStream(() -> new SequenceInputStream(head, reply.body()));
    client.send(
        HttpRequest.newBuilder(URI.create(api + id + "/response"))
            .header("Lambda-Runtime-Function-Response-Mode", "streaming")
            .header("Content-Type", "application/vnd.awslambda.http-integration-response")
            .POST(body)
            .build(),
        BodyHandlers.discarding());
  }

  private HttpRequest request(JsonNode event) {
    String query =
        event
            .path("multiValueQueryStringParameters")
            .propertyStream()
            .flatMap(
                pair ->
                    pair.getValue()
                        .valueStream()
                        .map(value -> encoded(pair.getKey()) + "=" + encoded(value.asString())))
            .collect(Collectors.joining("&"));
    URI target =
        URI.create(server + event.path("path").asString() + (query.isEmpty() ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    event
        .path("multiValueHeaders")
        .propertyStream()
        .filter(header -> !CLIENTS_OWN.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(
            header ->
                header
                    .getValue()
                    .valueStream()
                    .forEach(value -> request.header(header.getKey(), value.asString())));
    request.header("x-amzn-request-context", event.path("requestContext").toString());
    String body = event.path("body").asString("");
    return request
        .method(
            event.path("httpMethod").asString(),
            body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static String metadata(HttpResponse<InputStream> reply) {
    ObjectNode metadata = JsonMapper.shared().createObjectNode();
    metadata.put("statusCode", reply.statusCode());
    ObjectNode headers = metadata.putObject("multiValueHeaders");
    reply
        .headers()
        .map()
        .forEach((name, values) -> values.forEach(headers.withArrayProperty(name)::add));
    return metadata.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
