package io.github.slmsagemaker.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;

/** One client, one request after the other. */
final class Load {
  private static final int REQUESTS = 400;

  private final HttpClient client = HttpClient.newHttpClient();
  private final boolean streamed;

  Load(boolean streamed) {
    this.streamed = streamed;
  }

  /**
   * One round; times in nanoseconds a request.
   *
   * @param p50 median time to the last byte
   * @param p99 99th of a hundred
   * @param firstByte median time to the first byte of the body
   * @param chunk median time from there to the last byte, for each chunk
   * @param cpu processor time of the subject
   * @param allocated bytes on the subject's heap
   */
  record Round(
      double p50, double p99, double firstByte, double chunk, double cpu, double allocated) {}

  Round round(SubjectProcess subject) throws IOException, InterruptedException {
    HttpRequest request = request(subject.address(), "Hello, how are you?");
    long[] whole = new long[REQUESTS];
    long[] first = new long[REQUESTS];
    long[] rest = new long[REQUESTS];
    Usage before = subject.usage();
    for (int i = 0; i < REQUESTS; i++) {
      long start = System.nanoTime();
      try (InputStream body = opened(request)) {
        first[i] = System.nanoTime() - start;
        body.readAllBytes();
      }
      whole[i] = System.nanoTime() - start;
      rest[i] = whole[i] - first[i];
    }
    Usage after = subject.usage();
    return new Round(
        share(whole, 50),
        share(whole, 99),
        share(first, 50),
        share(rest, 50) / MockContainer.TOKENS,
        (double) (after.cpuNanos() - before.cpuNanos()) / REQUESTS,
        (double) (after.allocatedBytes() - before.allocatedBytes()) / REQUESTS);
  }

  /** Sends a request and reads one byte of its answer. */
  InputStream opened(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200 || response.body().read() < 0) {
      throw new IOException("status %d from %s".formatted(response.statusCode(), request.uri()));
    }
    return response.body();
  }

  HttpRequest request(URI address, String question) {
    String body =
        """
        {"model":"%s","stream":%b,"messages":[{"role":"user","content":"%s"}]}"""
            .formatted(Subject.MODEL, streamed, question);
    return HttpRequest.newBuilder(address.resolve("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .header("x-amzn-request-context", "{\"identity\":{\"apiKeyId\":\"bench\"}}")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static double share(long[] times, int percent) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
