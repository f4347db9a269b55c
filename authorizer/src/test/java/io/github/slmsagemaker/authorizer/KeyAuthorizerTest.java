package io.github.slmsagemaker.authorizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.testkit.keys.KeyCase;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyAuthorizerTest {
  private static final String KEY = GoldenEvent.KEY;
  private static final String STAGE =
      "arn:aws:execute-api:eu-west-1:123456789012:abcdef1234/prod/*";

  private static final Map<String, Object> DENIED =
      Map.of("principalId", "api-key", "policyDocument", policy("Deny"));

  /** Fails on any use: nothing of the context is needed, its logger least of all. */
  @Test
  void a_request_of_the_openai_sdk_is_let_through_with_its_key() {
    assertThat(decide(GoldenEvent.asWritten())).isEqualTo(allowed(KEY));
  }

  @ParameterizedTest
  @EnumSource
  void a_key_is_accepted_where_it_is_the_only_one(KeyCase presented) {
    Map<String, Object> response = decide(GoldenEvent.withHeaders(presented.headers(KEY)));

    assertThat(response).isEqualTo(presented.opens() ? allowed(KEY) : DENIED);
  }

  @ParameterizedTest(name = "{0} characters: {1}")
  @CsvSource({"19, false", "20, true", "128, true", "129, false"})
  void a_key_has_the_length_that_api_gateway_takes(int length, boolean accepted) {
    String key = "k".repeat(length);

    assertThat(decide(GoldenEvent.withHeaders(List.of("x-api-key: " + key))))
        .isEqualTo(accepted ? allowed(key) : DENIED);
  }

  @Test
  void headers_that_are_null_are_denied() {
    Map<String, Object> event = GoldenEvent.asWritten();
    event.put("headers", null);
    event.put("multiValueHeaders", null);

    assertThat(decide(event)).containsEntry("policyDocument", policy("Deny"));
  }

  @Test
  void the_policy_covers_the_whole_stage_of_an_api_called_at_its_root() {
    Map<String, Object> event = GoldenEvent.asWritten();
    event.put("methodArn", "arn:aws-cn:execute-api:cn-north-1:123456789012:abcdef1234/live/GET/");

    assertThat(decide(event))
        .extractingByKey("policyDocument")
        .asString()
        .contains("Resource=arn:aws-cn:execute-api:cn-north-1:123456789012:abcdef1234/live/*");
  }

  @Test
  void an_event_without_a_method_is_refused_without_telling_the_key() {
    Map<String, Object> event = GoldenEvent.asWritten();
    event.put("methodArn", KEY);

    assertThatThrownBy(() -> decide(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("methodArn")
        .hasMessageNotContaining(KEY);
    assertThatThrownBy(() -> decide(Collections.emptyMap()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_key_does_not_show_itself() {
    assertThat(new Credential(KEY)).hasToString("Credential[not shown]");
  }

  @Test
  void the_handler_string_names_the_class_and_its_method() throws ReflectiveOperationException {
    String[] parts = KeyAuthorizer.HANDLER.split("::", -1);

    assertThat(Class.forName(parts[0]).getMethod(parts[1], Map.class)).isNotNull();
  }

  private static Map<String, Object> allowed(String key) {
    return Map.of(
        "principalId", "api-key", "usageIdentifierKey", key, "policyDocument", policy("Allow"));
  }

  private static Map<String, Object> decide(Map<String, Object> event) {
    return new KeyAuthorizer().handleRequest(event);
  }

  private static Map<String, Object> policy(String effect) {
    return Map.of(
        "Version",
        "2012-10-17",
        "Statement",
        List.of(Map.of("Action", "execute-api:Invoke", "Effect", effect, "Resource", STAGE)));
  }
}
