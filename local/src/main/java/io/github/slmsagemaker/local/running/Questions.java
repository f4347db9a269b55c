package io.github.slmsagemaker.local.running;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server for pages; whatever keeps it from being used is one line that names its option. */
final class Questions implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(10);

  /** Far above what a chat template makes of {@code /props}. */
  private static final int MOST_BYTES = 4 << 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String option;
  private final String kind;
  private final URI url;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(BOUND.dividedBy(2))
          .build();

  Questions(String option, String kind, URI url) {
    this.option = option;
    this.kind = kind;
    this.url = url;
  }

  /** Returns where {@code GET /health} is answered 200. */
  void requireHealthy() {
    int status = get("/health").statusCode();
    if (status == 503) {
      throw failure("it is not ready (503 to GET /health)", "wait until it has loaded its model");
    }
    requireOk("/health", status);
  }

  /** A page that is a JSON object. */
  JsonNode page(String path) {
    HttpResponse<String> reply = get(path);
    requireOk(path, reply.statusCode());
    try {
      JsonNode page = JSON.readTree(reply.body());
      if (page.isObject()) {
        return page;
      }
    } catch (JacksonException noJson) {
      // Said below: what it is instead does not help anybody.
    }
    throw isAnother("GET " + path + " was not answered with a JSON object");
  }

  /** A number of a page, such as {@code settings.n_ctx}. */
  int positive(JsonNode page, String path, String field) {
    int value = page.at("/" + field.replace('.', '/')).asInt(0);
    if (value <= 0) {
      throw isAnother("GET %s has no positive number %s".formatted(path, field));
    }
    return value;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private void requireOk(String path, int status) {
    if (status == 401) {
      throw failure(
          "GET %s was answered 401".formatted(path), "start it without a key: it is sent none");
    }
    if (status != 200) {
      throw isAnother("GET %s was answered %d, expected 200".formatted(path, status));
    }
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(Addresses.below(url, path)).build();
    try {
      return client
          .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES))
          .get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException broken) {
      throw noAnswer(reason(broken));
    } catch (TimeoutException slow) {
      throw noAnswer("no answer within " + BOUND.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw noAnswer("interrupted");
    }
  }

  /** The JDK's client gives a refused connection no message. */
  private static String reason(ExecutionException broken) {
    return broken.getCause() instanceof ConnectException
        ? "no connection"
        : String.valueOf(broken.getMessage());
  }

  private StartFailure noAnswer(String reason) {
    return failure(
        "no %s answers there (%s)".formatted(kind, reason), "start it, or check the address");
  }

  private StartFailure isAnother(String seen) {
    return failure(seen, "check that this is the address of a " + kind);
  }

  private StartFailure failure(String seen, String fix) {
    return new StartFailure("%s %s: %s; %s".formatted(option, url, seen, fix));
  }
}
