package io.github.slmsagemaker.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * Clients that ask one question after the other, all at the same time.
 *
 * @param clients how many
 */
record Crowd(int clients) {
  private static final Pattern WORD = Pattern.compile("word ");

  /**
   * What a turn showed.
   *
   * @param perSecond requests
   * @param p50 median time of a whole answer, in milliseconds
   * @param p99 99th of a hundred
   * @param cpu of the server for a request, in milliseconds
   * @param resident memory of the server afterwards, in MiB
   */
  record Result(double perSecond, double p50, double p99, double cpu, double resident) {
    String line(String name) {
      return "  %-8s %7.0f requests/s   p50 %7.2f ms   p99 %7.2f ms   CPU %6.2f ms a request   %4.0f MiB"
          .formatted(name, perSecond, p50, p99, cpu, resident);
    }

    /** Another beside this, more than 1 where this is better; latency as far as it is added. */
    String ratios(Result other, Result least) {
      return "  ratio    %7.1f              added %5.1f        added %5.1f          %7.1f            %7.1f"
          .formatted(
              perSecond / other.perSecond,
              (other.p50 - least.p50) / (p50 - least.p50),
              (other.p99 - least.p99) / (p99 - least.p99),
              other.cpu / cpu,
              other.resident / resident);
    }
  }

  Result during(Duration turn, Peer peer) throws IOException, InterruptedException {
    Duration before = peer.cpu();
    long start = System.nanoTime();
    long end = start + turn.toNanos();
    List<Long> times = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> all = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        all.add(threads.submit(() -> askUntil(end, peer)));
      }
      for (Future<List<Long>> one : all) {
        times.addAll(one.get());
      }
    } catch (ExecutionException e) {
      throw new IOException(peer.name() + " failed a request", e.getCause());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = peer.cpu().minus(before).toNanos() / 1e6 / times.size();
    List<Long> sorted = times.stream().sorted().toList();
    return new Result(
        times.size() / seconds,
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        cpu,
        peer.residentMebibytes());
  }

  /** Without the offer of HTTP/2, over which uvicorn stumbles for five seconds now and then. */
  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static List<Long> askUntil(long end, Peer peer) throws IOException, InterruptedException {
    HttpRequest request = request(peer);
    List<Long> times = new ArrayList<>();
    try (HttpClient client = client()) {
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        times.add(System.nanoTime() - start);
        check(response.statusCode(), response.body(), peer);
      }
    }
    return times;
  }

  private static void check(int status, String body, Peer peer) throws IOException {
    long words = WORD.matcher(body).results().count();
    if (status != 200 || words < MockContainer.TOKENS - 1) {
      throw new IOException("%s answered %d: %s".formatted(peer.name(), status, body));
    }
  }

  private static HttpRequest request(Peer peer) {
    return HttpRequest.newBuilder(peer.url())
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + LiteLlm.KEY)
        .POST(BodyPublishers.ofString(peer.body()))
        .build();
  }
}
