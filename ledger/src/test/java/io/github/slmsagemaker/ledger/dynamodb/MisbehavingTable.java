package io.github.slmsagemaker.ledger.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a table's server and does to each call what it was told to do next.
 *
 * <p>It also isolates: moto checks conditions and makes transactions, but two at once see each
 * other's halves. DynamoDB makes one and cancels the other with a conflict, and so does this.
 */
final class MisbehavingTable implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final Semaphore underWay = new Semaphore(1);
  private final AtomicInteger calls = new AtomicInteger();
  private volatile Fault always = Fault.NONE;

  enum Fault {
    NONE,
    /** The connection ends before the call was heard. */
    BROKEN_BEFORE,
    /** The call is done, and the connection ends instead of an answer. */
    ANSWER_LOST,
    /** Another transaction was at the same item. */
    CONFLICT,
    /** Out of order for now. */
    ERROR_500,
    /** Never answers. */
    SILENT
  }

  MisbehavingTable(URI target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What happens to the next calls, one each; later ones are passed on. */
  synchronized void next(Fault... fault) {
    faults.addAll(List.of(fault));
  }

  void always(Fault fault) {
    always = fault;
  }

  int calls() {
    return calls.get();
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }

  private synchronized Fault fault() {
    Fault next = faults.poll();
    return next == null ? always : next;
  }

  private void handle(HttpExchange exchange) throws IOException {
    calls.incrementAndGet();
    switch (fault()) {
      case NONE -> isolated(exchange);
      case BROKEN_BEFORE -> exchange.close();
      case ANSWER_LOST -> {
        passed(exchange);
        exchange.close();
      }
      case CONFLICT -> conflict(exchange);
      case ERROR_500 ->
          answer(
              exchange,
              500,
              "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\","
                  + "\"message\":\"The request processing has failed\"}");
      case SILENT -> {}
    }
  }

  private void isolated(HttpExchange exchange) throws IOException {
    if (!underWay.tryAcquire()) {
      conflict(exchange);
      return;
    }
    HttpResponse<byte[]> response;
    try {
      response = passed(exchange);
    } finally {
      underWay.release();
    }
    answer(exchange, response);
  }

  private static void conflict(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        400,
        "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
            + "\"message\":\"Transaction cancelled\",\"CancellationReasons\":"
            + "[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\",\"Message\":"
            + "\"Transaction is ongoing for the item\"}]}");
  }

  private HttpResponse<byte[]> passed(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("X-Amz-Target", "Content-Type", "Authorization", "X-Amz-Date")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<byte[]> response)
      throws IOException {
    answer(exchange, response.statusCode(), new String(response.body(), UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
