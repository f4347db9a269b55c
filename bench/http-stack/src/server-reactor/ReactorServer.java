import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** With every time limit that the library has, each at 3 s. */
final class ReactorServer {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  public static void main(String[] args) {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    DisposableServer server =
        HttpServer.create()
            .bindAddress(() -> address)
            .requestTimeout(LIMIT)
            .readTimeout(LIMIT)
            .idleTimeout(LIMIT)
            .handle(ReactorServer::answer)
            .bindNow();
    server.onDispose().block();
  }

  private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
    return switch (request.uri()) {
      case "/hang" -> {
        request.withConnection(to -> to.onDispose(() -> Routes.clientGone(0)));
        yield Mono.never();
      }
      case "/flood" -> response.send(flood().map(Unpooled::wrappedBuffer));
      case "/written" -> response.keepAlive(false).sendString(Mono.just("" + Routes.WRITTEN));
      case "/echo" ->
          request
              .receive()
              .aggregate()
              .asByteArray()
              .flatMap(body -> response.keepAlive(false).sendString(Mono.just("ok")).then())
              .onErrorResume(
                  late -> response.status(HttpResponseStatus.REQUEST_TIMEOUT).send().then());
      default -> response.keepAlive(false).sendByteArray(Mono.just(Routes.HELLO));
    };
  }

  private static Flux<byte[]> flood() {
    return Flux.generate(
        sink -> {
          Routes.WRITTEN.addAndGet(Routes.BLOCK.length);
          sink.next(Routes.BLOCK);
        });
  }
}
