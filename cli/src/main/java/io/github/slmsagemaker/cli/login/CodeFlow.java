package io.github.slmsagemaker.cli.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.cli.account.AccountFailure;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The authorization code flow of a program that can keep no secret: RFC 8252 with RFC 7636, whose
 * addresses OpenID Connect Discovery tells.
 */
final class CodeFlow {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final SecureRandom random = new SecureRandom();
  private final HttpClient http;
  private final Consumer<String> say;
  private final Client client;
  private final int port;

  /**
   * @param proxies the way out of this machine
   * @param say tells the person what to do
   * @param port on this machine that browsers come back to; 0 for any free one
   */
  CodeFlow(ProxySelector proxies, Consumer<String> say, Client client, int port) {
    this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).proxy(proxies).build();
    this.say = say;
    this.client = client;
    this.port = port;
  }

  /**
   * Whom to ask, and as who.
   *
   * @param issuer of the tokens
   * @param id of the app client, no secret
   * @param scopes asked for, blanks between
   */
  record Client(URI issuer, String id, String scopes) {
    Client {
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(scopes, "scopes");
    }
  }

  /**
   * Waits for the person.
   *
   * @throws AccountFailure where no token came of it; it quotes no code and no token
   */
  Tokens tokens() {
    JsonNode issuer = discovered();
    String state = secret();
    String verifier = secret();
    try (Redirect redirect = Redirect.listen(port, state)) {
      say.accept("open this in a browser on this machine, and sign in:");
      say.accept(
          address(issuer, "authorization_endpoint")
              + "?"
              + form(question(redirect.address(), state, verifier)));
      String code = redirect.code();
      Map<String, String> exchange = new LinkedHashMap<>();
      exchange.put("grant_type", "authorization_code");
      exchange.put("client_id", client.id());
      exchange.put("code", code);
      exchange.put("code_verifier", verifier);
      exchange.put("redirect_uri", redirect.address());
      return Tokens.of(
          read(
              HttpRequest.newBuilder(address(issuer, "token_endpoint"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(BodyPublishers.ofString(form(exchange)))));
    }
  }

  private Map<String, String> question(String redirect, String state, String verifier) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("response_type", "code");
    asked.put("client_id", client.id());
    asked.put("redirect_uri", redirect);
    asked.put("scope", client.scopes());
    asked.put("state", state);
    asked.put("code_challenge", hash(verifier));
    asked.put("code_challenge_method", "S256");
    return asked;
  }

  private JsonNode discovered() {
    String name = client.issuer().toString();
    JsonNode document =
        read(
            HttpRequest.newBuilder(
                URI.create(name.replaceFirst("/$", "") + "/.well-known/openid-configuration")));
    if (!name.equals(document.path("issuer").asString(""))) {
      throw new AccountFailure(
          "%s says that it is another issuer; a slash at the end counts".formatted(name));
    }
    return document;
  }

  private static URI address(JsonNode issuer, String name) {
    try {
      return TokenSettings.secure("its " + name, URI.create(issuer.path(name).asString("")));
    } catch (IllegalArgumentException odd) {
      throw new AccountFailure("the issuer cannot be used: " + odd.getMessage());
    }
  }

  private JsonNode read(HttpRequest.Builder request) {
    HttpRequest asked = request.timeout(PATIENCE).header("Accept", "application/json").build();
    try {
      return JsonMapper.shared().readTree(http.send(asked, BodyHandlers.ofString()).body());
    } catch (IOException | JacksonException failed) {
      throw new AccountFailure(
          "%s cannot be asked (%s)".formatted(asked.uri(), failed.getClass().getSimpleName()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccountFailure("interrupted while asking " + asked.uri());
    }
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  private static String hash(String verifier) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return BASE64.encodeToString(sha256.digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
