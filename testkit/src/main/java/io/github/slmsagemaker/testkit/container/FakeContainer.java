package io.github.slmsagemaker.testkit.container;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model container on a free port of 127.0.0.1, a connection per request. Requests take the next
 * {@link Behaviour} of its script; once that is used up the engine replies. It notices at once when
 * its client hangs up, also while it writes nothing.
 */
public final class FakeContainer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Replies replies;
  private final ServerSocket listener;
  private final Deque<Behaviour> script = new ArrayDeque<>();
  private final List<JsonNode> requests = new ArrayList<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final Semaphore hangups = new Semaphore(0);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private FakeContainer(Replies replies) throws IOException {
    this.replies = replies;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fake-container").start(this::accept);
  }

  /** Starts a container whose engine replies like this. */
  public static FakeContainer start(Replies replies) {
    try {
      return new FakeContainer(replies);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on a free port of 127.0.0.1", e);
    }
  }

  /** What a container does with one request. */
  public sealed interface Behaviour {
    /** Answers with this instead of its engine. */
    record Answer(ContainerAnswer answer) implements Behaviour {}

    /** Sends so many parts of its engine's reply, the head too if any, and then nothing more. */
    record Stall(int parts) implements Behaviour {}

    /** Sends so many parts of its engine's reply, and the rest once the latch is down. */
    record Hold(int parts, CountDownLatch latch) implements Behaviour {}

    /** Sends so many parts of its engine's reply and breaks the connection. */
    record Break(int parts) implements Behaviour {}
  }

  /** Adds to the script. */
  public synchronized FakeContainer then(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
    return this;
  }

  /** Where it listens, without a path. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Bodies of all requests so far. */
  public synchronized List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  /** Waits until a request has arrived that was not waited for before. */
  public boolean awaitRequest(Duration bound) throws InterruptedException {
    return arrivals.tryAcquire(bound.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Waits until a client has hung up before its answer was complete, not waited for before. */
  public boolean awaitHangup(Duration bound) throws InterruptedException {
    return hangups.tryAcquire(bound.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("fake-container-request").start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    open.add(socket);
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<JsonNode> request = HttpBody.read(in).map(JSON::readTree);
      if (request.isEmpty()) {
        return;
      }
      Behaviour behaviour = next(request.get());
      CountDownLatch over = new CountDownLatch(1);
      Thread.ofVirtual().start(() -> watch(in, over));
      answer(socket.getOutputStream(), behaviour, request.get(), over);
    } catch (IOException e) {
      // The client went away; the watch has counted it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private synchronized Behaviour next(JsonNode request) {
    requests.add(request);
    arrivals.release();
    Behaviour next = script.poll();
    return next == null ? new Behaviour.Answer(replies.to(request)) : next;
  }

  /** Reads until the other side closes, which is a hang-up unless the answer is over. */
  private void watch(InputStream in, CountDownLatch over) {
    try {
      while (in.read() >= 0) {
        // Nothing is expected after the one request.
      }
    } catch (IOException e) {
      // Broken is closed, too.
    }
    if (over.getCount() > 0) {
      hangups.release();
      over.countDown();
    }
  }

  private void answer(OutputStream out, Behaviour behaviour, JsonNode request, CountDownLatch over)
      throws IOException, InterruptedException {
    switch (behaviour) {
      case Behaviour.Answer(ContainerAnswer answer) -> {
        sendHead(out, answer);
        sendParts(out, answer.parts());
        end(out, over);
      }
      case Behaviour.Hold(int parts, CountDownLatch latch) -> {
        ContainerAnswer answer = replies.to(request);
        sendHead(out, answer);
        sendParts(out, answer.parts().subList(0, parts));
        latch.await();
        sendParts(out, answer.parts().subList(parts, answer.parts().size()));
        end(out, over);
      }
      case Behaviour.Stall(int parts) -> {
        if (parts > 0) {
          send(out, replies.to(request), parts);
        }
        over.await();
      }
      case Behaviour.Break(int parts) -> {
        if (parts > 0) {
          send(out, replies.to(request), parts);
        }
        over.countDown();
      }
    }
  }

  private static void send(OutputStream out, ContainerAnswer answer, int parts) throws IOException {
    sendHead(out, answer);
    sendParts(out, answer.parts().subList(0, Math.min(parts, answer.parts().size())));
  }

  private static void sendHead(OutputStream out, ContainerAnswer answer) throws IOException {
    String head =
        "HTTP/1.1 %d Status\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
            .formatted(answer.status(), answer.contentType());
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void sendParts(OutputStream out, List<String> parts) throws IOException {
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private static void end(OutputStream out, CountDownLatch over) throws IOException {
    over.countDown();
    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
