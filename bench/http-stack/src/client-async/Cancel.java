import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sagemakerruntime.SageMakerRuntimeAsyncClient;
import software.amazon.awssdk.services.sagemakerruntime.model.InvokeEndpointWithResponseStreamResponseHandler;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Whether a response stream arrives, and whether cancelling closes the connection promptly. */
final class Cancel {
  static void run(Function<URI, SageMakerRuntimeAsyncClient> clients) throws Exception {
    System.out.println("cancel before an answer: " + cancelled(clients, false));
    System.out.println("cancel inside a stream:  " + cancelled(clients, true));
  }

  private static String cancelled(
      Function<URI, SageMakerRuntimeAsyncClient> clients, boolean stream) throws Exception {
    AtomicInteger parts = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
      CompletableFuture<?> call = call(clients.apply(endpoint), stream, parts);
      Socket socket = server.accept();
      CompletableFuture<Long> closed = new CompletableFuture<>();
      Thread.ofVirtual().start(() -> closed.complete(readToEnd(socket)));
      Thread.sleep(500);
      if (stream) {
        sendOnePart(socket.getOutputStream());
        Thread.sleep(1000);
      }
      long start = System.nanoTime();
      call.cancel(true);
      try {
        long millis = (closed.get(5, TimeUnit.SECONDS) - start) / 1_000_000;
        return parts + " parts seen, connection closed after " + millis + " ms";
      } catch (TimeoutException open) {
        return parts + " parts seen, connection still open after 5 s";
      }
    }
  }

  private static CompletableFuture<?> call(
      SageMakerRuntimeAsyncClient client, boolean stream, AtomicInteger parts) {
    SdkBytes body = SdkBytes.fromUtf8String("{}");
    if (!stream) {
      return client.invokeEndpoint(r -> r.endpointName("e").body(body));
    }
    var handler =
        InvokeEndpointWithResponseStreamResponseHandler.builder()
            .subscriber(event -> parts.incrementAndGet())
            .build();
    return client.invokeEndpointWithResponseStream(r -> r.endpointName("e").body(body), handler);
  }

  private static void sendOnePart(OutputStream out) throws IOException {
    byte[] frame = frame();
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.amazon.eventstream\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(frame.length)
            + "\r\n";
    out.write(head.getBytes());
    out.write(frame);
    out.write("\r\n".getBytes());
  }

  private static byte[] frame() {
    Map<String, HeaderValue> headers =
        Map.of(
            ":message-type", HeaderValue.fromString("event"),
            ":event-type", HeaderValue.fromString("PayloadPart"),
            ":content-type", HeaderValue.fromString("application/octet-stream"));
    var buffer = new Message(headers, "part".getBytes()).toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static long readToEnd(Socket socket) {
    try {
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException reset) {
      // A reset is a close as well.
    }
    return System.nanoTime();
  }
}
