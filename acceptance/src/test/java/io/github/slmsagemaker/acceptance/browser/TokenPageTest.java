package io.github.slmsagemaker.acceptance.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.ledger.Budgets;
import io.github.slmsagemaker.ledger.KeyBudget;
import io.github.slmsagemaker.local.EngineChoice;
import io.github.slmsagemaker.local.LocalSettings;
import io.github.slmsagemaker.local.LocalStack;
import io.github.slmsagemaker.local.LocalStacks;
import io.github.slmsagemaker.local.ModelChoice;
import io.github.slmsagemaker.local.frontdoor.Admission;
import io.github.slmsagemaker.local.frontdoor.Reach;
import io.github.slmsagemaker.local.models.ProgressLines;
import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page of {@code slm local --auth jwt}: a token is pasted where a key would be. */
final class TokenPageTest {
  @Test
  void a_token_that_is_pasted_opens_the_page_and_one_that_has_expired_is_told() {
    try (Chromium browser = new Chromium();
        OidcIssuer issuer = OidcIssuer.start();
        LocalStack stack = start(issuer)) {
      long past = Instant.now().getEpochSecond() - 120;
      String expired = issuer.token("slm", "alice").with("exp", past).signedBy(issuer.key());
      String good = issuer.token("slm", "alice").signedBy(issuer.key());

      browser.driver().get(stack.baseUrl().resolve("/").toString());
      browser.await("#door[open]");
      browser.at("#key").sendKeys(expired, Keys.ENTER);
      browser.awaitText("#door-why", "the token has expired");
      browser.at("#key").sendKeys(good, Keys.ENTER);
      browser.awaitText("#model", "slm-demo");
      browser.at("#question").sendKeys("What is 3 + 4?", Keys.ENTER);

      browser.awaitText(".model .said", "3 + 4 = 7.");
      assertThat(browser.driver().executeScript("return Object.values(localStorage).join()"))
          .isEqualTo("");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static LocalStack start(OidcIssuer issuer) {
    return new LocalStacks(System.getenv())
        .start(
            new LocalSettings(
                0,
                new ModelChoice.Demo(),
                new EngineChoice.Embedded(EngineKind.LLAMA_CPP),
                new Admission.Tokens(
                    new TokenSettings(issuer.name(), Set.of("slm"), Optional.empty())),
                Budgets.ofEveryKey(KeyBudget.UNLIMITED),
                Reach.LOCAL),
            new ProgressLines(System.err::println, InstantSource.system()));
  }
}
