package io.github.slmsagemaker.testkit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Lambda's Runtime API of 2018-06-01 and Extensions API of 2020-01-01, on 127.0.0.1: as much as
 * AWS's runtime clients and the Lambda Web Adapter use, streamed answers and trailers included.
 *
 * <p>Source: "Using the Lambda runtime API" and "Using the Lambda Extensions API" in Lambda's
 * developer guide; streamed answers from aws-lambda-rust-runtime, lambda-runtime/src/requests.rs.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String RUNTIME = "/2018-06-01/runtime/";
  private static final String EXTENSION = "/2020-01-01/extension/";
  private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:test";

  private final ServerSocket door;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final LinkedBlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> running = new ConcurrentHashMap<>();
  private final List<String> extensions = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Optional<String>> initialised = new CompletableFuture<>();

  private RuntimeApi(ServerSocket door) {
    this.door = door;
  }

  /** Listens on a free port. */
  public static RuntimeApi start() {
    try {
      RuntimeApi api = new RuntimeApi(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(api::listen);
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code AWS_LAMBDA_RUNTIME_API} says. */
  public String address() {
    return "127.0.0.1:" + door.getLocalPort();
  }

  /** Hands an event to the function as soon as it asks for one. */
  public Invocation invoke(byte[] event, Duration timeout) {
    return invoke(UUID.randomUUID().toString(), event, timeout);
  }

  /** The same under an id that was recorded. */
  Invocation invoke(String id, byte[] event, Duration timeout) {
    Invocation invocation = new Invocation(id, event, Instant.now().plus(timeout));
    waiting.add(invocation);
    return invocation;
  }

  /**
   * Waits until the function has asked for its first event, or said that it cannot.
   *
   * @return what it said where it cannot; empty where it can
   */
  public Optional<String> awaitInit(Duration patience) throws InterruptedException {
    try {
      return initialised.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return Optional.of("no word within " + patience);
    }
  }

  /** Whether the function has said that it can start, or cannot. */
  boolean initialised() {
    return initialised.isDone();
  }

  /** Names of the extensions that have registered. */
  public List<String> extensions() {
    return List.copyOf(extensions);
  }

  /** Ends every event that is not answered, as Lambda does when a sandbox is gone. */
  public void abandon(String reason) {
    running.values().forEach(invocation -> invocation.fail(reason));
    running.clear();
  }

  @Override
  public void close() {
    abandon("the sandbox is gone");
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        sockets.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      Optional<HeardRequest> request = HeardRequest.read(in);
      while (request.isPresent()) {
        socket.getOutputStream().write(answer(request.get()).bytes());
        request = HeardRequest.read(in);
      }
    } catch (IOException | InterruptedException gone) {
      // Who has left needs no answer.
    } finally {
      sockets.remove(socket);
    }
  }

  private Reply answer(HeardRequest request) throws IOException, InterruptedException {
    String call = request.method() + " " + request.path();
    if (call.equals("GET " + RUNTIME + "invocation/next")) {
      return next();
    }
    if (call.startsWith("POST " + RUNTIME + "invocation/")) {
      return over(request);
    }
    if (call.equals("POST " + RUNTIME + "init/error")) {
      initialised.complete(Optional.of(new String(request.body().all(), UTF_8)));
      return Reply.accepted();
    }
    if (call.equals("POST " + EXTENSION + "register")) {
      return register(request);
    }
    if (call.equals("GET " + EXTENSION + "event/next")) {
      // An extension that wants no events is told of none before the sandbox is gone.
      Thread.sleep(Duration.ofDays(1));
    }
    if (call.startsWith("POST " + EXTENSION)) {
      request.body().all();
      return Reply.accepted();
    }
    return Reply.refused(404, "Runtime.NotFound", call);
  }

  private Reply next() throws InterruptedException {
    initialised.complete(Optional.empty());
    Invocation invocation = waiting.take();
    running.put(invocation.id(), invocation);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", ARN);
    headers.put("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    return new Reply(200, headers, new String(invocation.event(), UTF_8));
  }

  /** The last word on an event: {@code /response} or {@code /error} behind its id. */
  private Reply over(HeardRequest request) throws IOException {
    String[] parts = request.path().substring((RUNTIME + "invocation/").length()).split("/", 2);
    Invocation invocation = running.get(parts[0]);
    if (invocation == null) {
      request.body().all();
      return Reply.refused(400, "InvalidRequestID", "no event " + parts[0] + " is running");
    }
    if (parts[1].equals("error")) {
      invocation.fail(new String(request.body().all(), UTF_8));
    } else {
      invocation.take(request);
    }
    running.remove(parts[0]);
    return Reply.accepted();
  }

  private Reply register(HeardRequest request) throws IOException {
    request.body().all();
    if (request.header("lambda-extension-name").isEmpty()) {
      return Reply.refused(400, "Extension.InvalidExtensionName", "its name is missing");
    }
    extensions.add(request.header("lambda-extension-name"));
    return new Reply(
        200,
        Map.of("Lambda-Extension-Identifier", UUID.randomUUID().toString()),
        "{\"functionName\":\"test\",\"functionVersion\":\"$LATEST\",\"handler\":\"run.sh\"}");
  }

  /**
   * One reply.
   *
   * @param status its status
   * @param headers beside its length
   * @param body its body
   */
  private record Reply(int status, Map<String, String> headers, String body) {
    static Reply accepted() {
      return new Reply(202, Map.of(), "{\"status\":\"OK\"}");
    }

    static Reply refused(int status, String type, String message) {
      String body = "{\"errorType\":\"%s\",\"errorMessage\":\"%s\"}".formatted(type, message);
      return new Reply(status, Map.of(), body);
    }

    byte[] bytes() {
      byte[] content = body.getBytes(UTF_8);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head(content.length).getBytes(ISO_8859_1));
      bytes.writeBytes(content);
      return bytes.toByteArray();
    }

    private String head(int length) {
      return "HTTP/1.1 %d %s\r\nContent-Length: %d\r\n%s\r\n"
          .formatted(
              status,
              status < 300 ? "OK" : "Refused",
              length,
              headers.entrySet().stream()
                  .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                  .collect(Collectors.joining()));
    }
  }
}
