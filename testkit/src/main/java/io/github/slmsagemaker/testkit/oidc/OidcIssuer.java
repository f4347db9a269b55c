package io.github.slmsagemaker.testkit.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID Connect issuer as far as those who check its tokens see it: discovery and keys. */
public final class OidcIssuer implements AutoCloseable {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final String KEYS = "/keys";
  private static final String MOVED = "/moved";

  /** One for all: making a key takes longer than most tests. */
  private static final SigningKey FIRST = SigningKey.generate("first", "RS256");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<SigningKey> published = List.of(FIRST);
  private final SignInPages signIn = new SignInPages();
  private volatile Trouble trouble = Trouble.NONE;
  private volatile Map<String, Object> discovered = Map.of();

  private OidcIssuer(HttpServer server) {
    this.server = server;
  }

  /** Answers when this returns. */
  public static OidcIssuer start() {
    try {
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      OidcIssuer issuer = new OidcIssuer(server);
      server.setExecutor(issuer.threads);
      server.createContext("/", issuer::serve);
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its name, from which everything else is found. */
  public URI name() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Where its keys are. */
  public URI keysAddress() {
    return name().resolve(KEYS);
  }

  /** The key that is published from the beginning. */
  public SigningKey key() {
    return FIRST;
  }

  /** A good token of its own, before it is signed. */
  public TestToken token(String audience, String subject) {
    return TestToken.of(name().toString(), audience, subject, Instant.now());
  }

  /** These are its keys from now on. */
  public void publish(SigningKey... keys) {
    published = List.of(keys);
  }

  /** From now on its keys fail to arrive so. */
  public void fail(Trouble how) {
    trouble = how;
  }

  /** Says something else of itself, over what is true. */
  public void discover(String field, Object value) {
    discovered = Map.of(field, value);
  }

  /** How often it was asked for its keys. */
  public int asked() {
    return asked.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case DISCOVERY -> send(exchange, 200, JsonMapper.shared().writeValueAsString(discovery()));
        case KEYS -> sendKeys(exchange);
        case MOVED -> send(exchange, 200, keys());
        case SignInPages.ASK -> signIn.ask(exchange);
        case SignInPages.GIVE -> signIn.give(exchange);
        default -> send(exchange, 404, "{}");
      }
    }
  }

  private Map<String, Object> discovery() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", name().toString());
    document.put("jwks_uri", keysAddress().toString());
    document.put("authorization_endpoint", name().resolve(SignInPages.ASK).toString());
    document.put("token_endpoint", name().resolve(SignInPages.GIVE).toString());
    document.putAll(discovered);
    return document;
  }

  private String keys() {
    List<Map<String, Object>> keys = published.stream().map(SigningKey::publicJwk).toList();
    return JsonMapper.shared().writeValueAsString(Map.of("keys", keys));
  }

  private void sendKeys(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    switch (trouble) {
      case NONE -> send(exchange, 200, keys());
      case SILENT -> waitForEnd(Long.MAX_VALUE);
      case DRIPPING -> drip(exchange);
      case GONE -> send(exchange, 503, "{}");
      case HUGE -> send(exchange, 200, huge());
      case REDIRECTING -> {
        exchange.getResponseHeaders().add("Location", name().resolve(MOVED).toString());
        send(exchange, 302, "");
      }
      case NO_JSON -> send(exchange, 200, "<html>sign in</html>");
    }
  }

  /** The keys are good and stand first, so that only a bound on the size keeps them out. */
  private String huge() {
    List<Object> keys = new ArrayList<>();
    published.forEach(key -> keys.add(key.publicJwk()));
    String padding = "x".repeat(8 << 20);
    return JsonMapper.shared().writeValueAsString(Map.of("keys", keys, "padding", padding));
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    do {
      body.write(' ');
      body.flush();
    } while (!waitForEnd(10));
  }

  private boolean waitForEnd(long millis) {
    try {
      return closed.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
