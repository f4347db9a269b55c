package io.github.slmsagemaker.authorizer.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import io.github.slmsagemaker.testkit.oidc.SigningKey;
import io.github.slmsagemaker.testkit.oidc.Trouble;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTroubleTest {
  private final OidcIssuer issuer = OidcIssuer.start();
  private final Decisions decisions = Decisions.of(issuer, InstantSource.system());

  @AfterEach
  void close() {
    issuer.close();
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void nothing_passes_while_keys_cannot_be_had(Trouble trouble) {
    issuer.fail(trouble);
    boolean endless = trouble == Trouble.SILENT || trouble == Trouble.DRIPPING;
    Decisions undecided = endless ? Decisions.impatient(issuer) : decisions;

    assertThatThrownBy(() -> undecided.of(good()))
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("the keys of " + issuer.name() + " cannot be had")
        .hasMessageNotContaining(good());
    assertThatThrownBy(() -> undecided.of(good())).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void what_was_not_checked_is_asked_again_once_the_issuer_answers() {
    issuer.fail(Trouble.GONE);
    assertThatThrownBy(() -> decisions.of(good())).isInstanceOf(KeysUnavailableException.class);

    issuer.fail(Trouble.NONE);

    assertThat(decisions.of(good())).isEqualTo("Allow alice");
  }

  @Test
  void known_keys_are_taken_while_the_issuer_is_gone() {
    assertThat(decisions.of(good())).isEqualTo("Allow alice");

    issuer.fail(Trouble.GONE);

    assertThat(decisions.of(good())).isEqualTo("Allow alice");
  }

  @Test
  void a_new_key_is_found_when_it_is_used() {
    assertThat(decisions.of(good())).isEqualTo("Allow alice");
    SigningKey next = SigningKey.generate("next", "RS256");
    issuer.publish(issuer.key(), next);

    assertThat(decisions.of(issuer.token("slm", "bob").signedBy(next))).isEqualTo("Allow bob");
  }

  @Test
  void names_of_keys_that_nobody_has_do_not_flood_the_issuer() {
    assertThat(decisions.of(good())).isEqualTo("Allow alice");
    SigningKey stranger = SigningKey.generate("stranger", "RS256");

    for (int i = 0; i < 50; i++) {
      String token = issuer.token("slm", "alice").signedBy(stranger.called("guess-" + i));
      assertThat(decisions.of(token)).startsWith("Deny the token is not signed by a key");
    }

    assertThat(issuer.asked()).isLessThanOrEqualTo(3);
    assertThat(decisions.of(good())).isEqualTo("Allow alice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://other.example", "http://127.0.0.1:1"})
  void a_document_of_another_issuer_is_not_believed(String other) {
    issuer.discover("issuer", other);

    assertThatThrownBy(() -> decisions.of(good()))
        .hasMessageContaining("names another issuer than " + issuer.name());
    assertThat(issuer.asked()).isZero();
  }

  @Test
  void keys_are_not_fetched_from_where_anybody_can_listen() {
    issuer.discover("jwks_uri", "http://keys.example/keys");

    assertThatThrownBy(() -> decisions.of(good()))
        .hasMessageContaining("jwks_uri is http://keys.example/keys, expected https");
  }

  @Test
  void the_address_of_the_keys_may_be_said_instead() {
    issuer.discover("jwks_uri", "http://127.0.0.1:1/none");
    TokenSettings settings =
        new TokenSettings(issuer.name(), Set.of("slm"), Optional.of(issuer.keysAddress()));

    assertThat(Decisions.of(settings, Duration.ofMinutes(1), InstantSource.system()).of(good()))
        .isEqualTo("Allow alice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://issuer.example",
        "ftp://issuer.example",
        "issuer.example",
        "https:issuer",
        "https://user:word@issuer.example",
        "https://issuer.example/#x",
        "http://127.0.0.1.evil.example"
      })
  void an_issuer_that_could_be_overheard_is_refused(String issuer) {
    assertThatThrownBy(() -> new TokenSettings(URI.create(issuer), Set.of("slm"), Optional.empty()))
        .hasMessageContaining("the issuer is " + issuer + ", expected https://HOST");
  }

  private String good() {
    return issuer.token("slm", "alice").signedBy(issuer.key());
  }
}
