package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import io.github.slmsagemaker.testkit.settings.Refusal;
import java.util.HashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.App;

/** What makes no deployment is refused before anything is written. */
final class RefusedSettingsTest {
  static Stream<Refusal> all() {
    return Refusal.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void synth_refuses_with_the_sentence(Refusal refusal) {
    App app = Synthesised.app(new HashMap<>(refusal.settings()));

    InvalidSettings refused =
        catchThrowableOfType(
            InvalidSettings.class, () -> SlmSagemakerApp.addStack(app, Synthesised.OPEN));

    assertThat(refused.problems()).singleElement().asString().matches(refusal.pattern());
  }
}
