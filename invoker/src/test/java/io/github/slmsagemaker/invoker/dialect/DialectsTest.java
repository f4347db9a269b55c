package io.github.slmsagemaker.invoker.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DialectsTest {
  @ParameterizedTest
  @EnumSource
  void every_engine_has_a_dialect(EngineKind engine) {
    assertThat(Dialects.OURS.of(engine, List.of())).isNotNull();
  }

  @Test
  void an_engine_that_nobody_wrote_a_dialect_for_is_refused() {
    Dialects none = new Dialects(Map.of());

    assertThatThrownBy(() -> none.of(EngineKind.TGI, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("engine tgi has no dialect, expected one of []");
  }
}
