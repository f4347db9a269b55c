package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StateFolderTest {
  @ParameterizedTest(name = "{0}, XDG_STATE_HOME={1}")
  @CsvSource({
    "Linux, , /home/p/.local/state/slm-sagemaker",
    "Linux, /big, /big/slm-sagemaker",
    "Linux, '', /home/p/.local/state/slm-sagemaker",
    "Linux, relative, /home/p/.local/state/slm-sagemaker",
    "Mac OS X, , /home/p/Library/Application Support/slm-sagemaker",
    "Mac OS X, /big, /big/slm-sagemaker",
  })
  void the_state_is_where_the_system_keeps_state(String system, String xdg, Path expected) {
    Map<String, String> environment = xdg == null ? Map.of() : Map.of("XDG_STATE_HOME", xdg);

    assertThat(StateFolder.of(environment, system, Path.of("/home/p"))).isEqualTo(expected);
  }
}
