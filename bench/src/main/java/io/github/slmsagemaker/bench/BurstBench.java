package io.github.slmsagemaker.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How soon a burst that is too large is refused: the laptop's stack with its demo model. */
final class BurstBench {
  private static final int BURST = 200;
  private static final URI UNUSED = URI.create("http://unused.invalid");

  /** When the last byte of a request was written until the status came. */
  private record Answer(int status, double millis) {}

  void run(int rounds, PrintStream out) throws IOException, InterruptedException {
    try (SubjectProcess laptop = new SubjectProcess(Subject.Kind.LAPTOP, false, UNUSED)) {
      out.printf("a burst of %d requests to slm local%n", BURST);
      for (int round = 1; round <= rounds; round++) {
        print(burst(laptop.address()), round, out);
      }
    }
  }

  private static void print(List<Answer> answers, int round, PrintStream out) {
    List<Double> refused =
        answers.stream().filter(a -> a.status() == 429).map(Answer::millis).sorted().toList();
    if (refused.isEmpty()) {
      out.printf("  %d: nobody was refused%n", round);
      return;
    }
    out.printf(
        "  %d: %d refused with 429; first after %.0f ms, half of them %.0f, last %.0f%n",
        round,
        refused.size(),
        refused.getFirst(),
        refused.get(refused.size() / 2),
        Collections.max(refused));
  }

  /** All on connections that are open already, at once. */
  private static List<Answer> burst(URI url) throws InterruptedException {
    byte[] request = request(url);
    CountDownLatch connected = new CountDownLatch(BURST);
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> asked = new ArrayList<>();
      for (int i = 0; i < BURST; i++) {
        asked.add(threads.submit(() -> ask(url, request, connected)));
      }
      for (Future<Answer> one : asked) {
        answers.add(one.get());
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException("a request of the burst got no answer", broken);
    }
    return answers;
  }

  private static Answer ask(URI url, byte[] request, CountDownLatch connected)
      throws IOException, InterruptedException {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      connected.countDown();
      connected.await();
      long start = System.nanoTime();
      socket.getOutputStream().write(request);
      InputStream in = socket.getInputStream();
      String line = new String(in.readNBytes("HTTP/1.1 200".length()), UTF_8);
      double millis = (System.nanoTime() - start) / 1e6;
      in.readAllBytes();
      return new Answer(Integer.parseInt(line.substring(line.length() - 3)), millis);
    }
  }

  private static byte[] request(URI url) {
    String body =
        """
        {"model": "slm-demo", "max_tokens": 64, "ignore_eos": true,
         "messages": [{"role": "user", "content": "Hello!"}]}""";
    return """
        POST /v1/chat/completions HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: Bearer %s\r
        Content-Type: application/json\r
        Connection: close\r
        Content-Length: %d\r
        \r
        %s"""
        .formatted(url.getPort(), Subject.KEY.value(), body.length(), body)
        .getBytes(UTF_8);
  }
}
