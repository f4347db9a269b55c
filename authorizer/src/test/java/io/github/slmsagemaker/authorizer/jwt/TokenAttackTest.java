package io.github.slmsagemaker.authorizer.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.keys.KeyCase;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import io.github.slmsagemaker.testkit.oidc.SigningKey;
import io.github.slmsagemaker.testkit.oidc.TestToken;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenAttackTest {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private static final OidcIssuer ISSUER = OidcIssuer.start();

  private final Decisions decisions = Decisions.of(ISSUER, () -> NOW);

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_token_passes_only_where_everything_about_it_is_right(TokenCase sent) {
    String decision = decisions.of(sent.of(ISSUER));

    if (sent.refusal().isEmpty()) {
      assertThat(decision).isEqualTo("Allow alice");
    } else {
      assertThat(decision).startsWith("Deny ").contains(sent.refusal());
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_token_goes_into_either_header_alone_as_a_key_does(KeyCase presented) {
    String token = TokenCase.GOOD.of(ISSUER);

    assertThat(decisions.with(presented.headers(token)).equals("Allow alice"))
        .isEqualTo(presented.opens());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8d7f1c9e-0c1b-4f6e-9a53-0d7a4c6a1b2c",
        "auth0|5f7c8ec7c33c6c004bbafe82",
        "0oa1b2c3d4@clients",
        "repo:octo-org/octo-repo:ref:refs/heads/main",
        "system:serviceaccount:team:bot",
        "arn:aws:iam::123456789012:role/Caller"
      })
  void subjects_of_well_known_issuers_are_names(String subject) {
    String token = good().with("sub", subject).signedBy(ISSUER.key());

    assertThat(decisions.of(token)).isEqualTo("Allow " + subject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PS256", "ES256"})
  void every_kind_of_public_key_is_taken(String algorithm) {
    SigningKey key = SigningKey.generate("other", algorithm);
    try (OidcIssuer issuer = OidcIssuer.start()) {
      issuer.publish(issuer.key(), key);
      String token = TestToken.of(issuer.name().toString(), "slm", "alice", NOW).signedBy(key);

      assertThat(Decisions.of(issuer, () -> NOW).of(token)).isEqualTo("Allow alice");
    }
  }

  @Test
  void of_two_keys_with_one_name_the_right_one_is_found() {
    SigningKey second = SigningKey.generate("first", "RS256");
    try (OidcIssuer issuer = OidcIssuer.start()) {
      issuer.publish(second, issuer.key());
      Decisions both = Decisions.of(issuer, () -> NOW);
      TestToken token = TestToken.of(issuer.name().toString(), "slm", "alice", NOW);

      assertThat(both.of(token.signedBy(issuer.key()))).isEqualTo("Allow alice");
      assertThat(both.of(token.signedBy(second))).isEqualTo("Allow alice");
    }
  }

  private static TestToken good() {
    return TestToken.of(ISSUER.name().toString(), "slm", "alice", NOW);
  }
}
