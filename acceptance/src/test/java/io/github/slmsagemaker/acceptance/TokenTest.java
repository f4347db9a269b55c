package io.github.slmsagemaker.acceptance;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The suite once more, where a token of an issuer stands in the place of a key. */
final class TokenTest {
  /** Programs take a minute, and to them a token is a key. */
  private static final Suite BUT_FOR_PROGRAMS = new Suite(".*(?<!Programs)Test");

  @Test
  void the_suite_passes_with_a_token() {
    try (OidcIssuer issuer = OidcIssuer.start();
        LocalStack stack =
            Deployment.started(
                new ModelChoice.Demo(),
                new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
                new Admission.Tokens(
                    new TokenSettings(issuer.name(), Set.of("slm"), Optional.empty())))) {
      String token = issuer.token("slm", "suite").signedBy(issuer.key());

      System.out.println(BUT_FOR_PROGRAMS.pass(stack.baseUrl(), token) + " with a token");
    }
  }
}
