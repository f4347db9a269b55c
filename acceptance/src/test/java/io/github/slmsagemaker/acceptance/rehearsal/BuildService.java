package io.github.slmsagemaker.acceptance.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.HttpReply;
import io.github.slmsagemaker.http.HttpRequest;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** CodeBuild and the log of a build, which end as they are told. */
final class BuildService implements AutoCloseable {
  /** Of what a build that succeeds has pushed. */
  static final String DIGEST =
      "sha256:0000000000000000000000000000000000000000000000000000000000000042";

  private final HttpServer server = HttpServer.start(HttpServerSettings.defaults(), this::answer);
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Outcome outcome = Outcome.SUCCEEDS;

  /** What becomes of the next build. */
  void will(Outcome next) {
    calls.clear();
    outcome = next;
  }

  /** What was asked since, by the names of the actions. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  URI address() {
    return server.address();
  }

  private void answer(HttpRequest request, HttpReply reply) {
    String target = request.headers().first("x-amz-target").orElse("");
    String action = target.substring(target.indexOf('.') + 1);
    calls.add(action);
    switch (action) {
      case "StartBuild" -> start(reply);
      case "BatchGetBuilds" -> send(reply, 200, "{\"builds\": [%s]}".formatted(build()));
      case "GetLogEvents" ->
          send(reply, 200, "{\"events\": [{\"message\": \"slm: no space left on device\"}]}");
      default -> send(reply, 400, "{\"__type\": \"UnknownOperationException\"}");
    }
  }

  private void start(HttpReply reply) {
    switch (outcome) {
      case SUCCEEDS, FAILS, HANGS -> send(reply, 200, "{\"build\": {\"id\": \"slm:42\"}}");
      case REFUSED ->
          send(
              reply,
              400,
              """
              {"__type": "AccountLimitExceededException",
               "message": "Cannot have more than 0 builds in queue for the account"}
              """);
    }
  }

  private String build() {
    // The first look is too early.
    boolean first = calls.stream().filter("BatchGetBuilds"::equals).count() == 1;
    String status =
        switch (outcome) {
          case SUCCEEDS -> first ? "IN_PROGRESS" : "SUCCEEDED";
          case FAILS -> first ? "IN_PROGRESS" : "FAILED";
          case HANGS, REFUSED -> "IN_PROGRESS";
        };
    return """
    {"id": "slm:42", "buildStatus": "%s", "logs": {"groupName": "g", "streamName": "s"},
     "exportedEnvironmentVariables": [{"name": "IMAGE_DIGEST", "value": "%s"}]}
    """
        .formatted(status, DIGEST);
  }

  private static void send(HttpReply reply, int status, String json) {
    reply.send(
        status, Headers.of("Content-Type", "application/x-amz-json-1.1"), json.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }

  /** How a build ends. */
  enum Outcome {
    SUCCEEDS,
    FAILS,
    /** It never ends. */
    HANGS,
    /** The account may run none. */
    REFUSED
  }
}
