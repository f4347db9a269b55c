import io.helidon.webserver.WebServer;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;

final class HelidonServer {
  public static void main(String[] args) {
    WebServer.builder()
        .address(InetAddress.getLoopbackAddress())
        .port(Integer.parseInt(args[0]))
        .connectionConfig(c -> c.readTimeout(Duration.ofSeconds(3)))
        .routing(
            routing ->
                routing
                    .get("/", (request, response) -> response.send(Routes.HELLO))
                    .get(
                        "/hang",
                        (request, response) -> {
                          // The virtual thread that would read is the one that runs this handler.
                          Routes.pause(10_000);
                          response.send(Routes.HELLO);
                        })
                    .get(
                        "/flood",
                        (request, response) -> {
                          try (OutputStream out = response.outputStream()) {
                            while (true) {
                              out.write(Routes.BLOCK);
                              Routes.WRITTEN.addAndGet(Routes.BLOCK.length);
                            }
                          }
                        })
                    .get(
                        "/written",
                        (request, response) -> response.send(Routes.WRITTEN.toString())))
        .build()
        .start();
  }
}
