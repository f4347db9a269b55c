package io.github.slmsagemaker.authorizer.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.authorizer.GoldenEvent;
import io.github.slmsagemaker.authorizer.LambdaFunction;
import io.github.slmsagemaker.testkit.lambda.Invocation.FunctionFailed;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import io.github.slmsagemaker.testkit.oidc.SigningKey;
import io.github.slmsagemaker.testkit.oidc.TestToken;
import io.github.slmsagemaker.testkit.oidc.Trouble;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tokens as the deployed function decides on them, which AWS's own client for Java runs. */
class RuntimeClientTest {
  private final OidcIssuer issuer = OidcIssuer.start();
  private LambdaFunction function;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    function =
        LambdaFunction.start(
            "io.github.slmsagemaker.authorizer.jwt.TokenAuthorizer::handleRequest",
            Map.of("SLM_JWT_ISSUER", issuer.name().toString(), "SLM_JWT_AUDIENCES", "slm other"),
            folder);
  }

  @AfterEach
  void close() {
    function.close();
    issuer.close();
  }

  @Test
  void a_good_token_is_allowed_and_one_that_is_expired_or_forged_is_denied() throws Exception {
    TestToken good = issuer.token("slm", "alice");
    String expired = good.with("exp", Instant.now().getEpochSecond() - 120).signedBy(issuer.key());
    String forged = good.signedBy(SigningKey.generate("first", "RS256"));

    JsonNode allowed = answer(good.signedBy(issuer.key()));
    assertThat(allowed.at("/policyDocument/Statement/0/Effect").asString()).isEqualTo("Allow");
    assertThat(allowed.get("principalId").asString()).isEqualTo("alice");
    assertThat(allowed.propertyNames()).containsExactlyInAnyOrder("principalId", "policyDocument");
    assertDenied(answer(expired), "the token has expired: get another one");
    assertDenied(answer(forged), "the token is not signed by a key of this API's issuer");
    assertThat(issuer.asked()).isOne();
    assertThat(function.log()).doesNotContain(expired, forged, "alice");
  }

  @Test
  void an_issuer_that_cannot_be_reached_is_an_error_of_the_function_not_of_the_token() {
    issuer.fail(Trouble.GONE);
    String token = issuer.token("slm", "alice").signedBy(issuer.key());

    assertThatThrownBy(() -> answer(token))
        .isInstanceOf(FunctionFailed.class)
        .hasMessageContaining("KeysUnavailableException")
        .hasMessageContaining("/keys replied with 503, expected 200");
    assertThat(function.log()).doesNotContain(token);
  }

  private JsonNode answer(String token) throws Exception {
    return function.answer(GoldenEvent.withHeaders(List.of("Authorization: Bearer " + token)));
  }

  private static void assertDenied(JsonNode answer, String why) {
    assertThat(answer.at("/policyDocument/Statement/0/Effect").asString()).isEqualTo("Deny");
    assertThat(answer.at("/context/refusal").asString()).isEqualTo(why);
    assertThat(answer.get("principalId").asString()).isEqualTo("nobody");
  }
}
