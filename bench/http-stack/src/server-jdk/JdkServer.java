import com.sun.net.httpserver.HttpServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

final class JdkServer {
  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, Routes.HELLO.length);
          exchange.getResponseBody().write(Routes.HELLO);
          exchange.close();
        });
    server.createContext(
        "/hang",
        exchange -> {
          // No callback, and reading the body again tells nothing: it has ended.
          Routes.pause(10_000);
          exchange.close();
        });
    server.createContext(
        "/flood",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
              out.write(Routes.BLOCK);
              Routes.WRITTEN.addAndGet(Routes.BLOCK.length);
            }
          }
        });
    server.createContext(
        "/written",
        exchange -> {
          byte[] body = Routes.WRITTEN.toString().getBytes();
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }
}
