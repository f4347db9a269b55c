package io.github.slmsagemaker.testkit.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a person signs in, who is believed at once: client {@code slm} gets a code, and for it and
 * the right proof the tokens {@code access} and {@code identity}; any other client is refused.
 */
final class SignInPages {
  static final String ASK = "/authorize";
  static final String GIVE = "/token";

  private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

  void ask(HttpExchange exchange) throws IOException {
    Map<String, String> question = fields(exchange.getRequestURI().getRawQuery());
    String answer = "error=unauthorized_client";
    if ("slm".equals(question.get("client_id")) && "code".equals(question.get("response_type"))) {
      String code = "code-" + asked.size();
      asked.put(code, question);
      answer = "code=" + code;
    }
    String to = question.get("redirect_uri") + "?" + answer + "&state=" + question.get("state");
    exchange.getResponseHeaders().add("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  void give(HttpExchange exchange) throws IOException {
    Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    Map<String, String> question = asked.remove(form.getOrDefault("code", ""));
    boolean right =
        question != null
            && "S256".equals(question.get("code_challenge_method"))
            && hash(form.getOrDefault("code_verifier", "")).equals(question.get("code_challenge"))
            && Objects.equals(question.get("redirect_uri"), form.get("redirect_uri"))
            && "slm".equals(form.get("client_id"))
            && "authorization_code".equals(form.get("grant_type"));
    byte[] body =
        (right
                ? "{\"access_token\":\"access\",\"id_token\":\"identity\",\"expires_in\":3600}"
                : "{\"error\":\"invalid_grant\"}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(right ? 200 : 400, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form.split("&", -1)) {
      String[] parts = field.split("=", 2);
      fields.put(parts[0], URLDecoder.decode(parts[1], UTF_8));
    }
    return fields;
  }

  private static String hash(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
