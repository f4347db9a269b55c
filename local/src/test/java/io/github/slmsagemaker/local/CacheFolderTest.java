package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CacheFolderTest {
  @ParameterizedTest(name = "{0}, XDG_CACHE_HOME={1}")
  @CsvSource({
    "Linux, , /home/p/.cache/slm-sagemaker",
    "Linux, /big, /big/slm-sagemaker",
    "Linux, '', /home/p/.cache/slm-sagemaker",
    "Linux, relative, /home/p/.cache/slm-sagemaker",
    "Mac OS X, , /home/p/Library/Caches/slm-sagemaker",
    "Mac OS X, /big, /big/slm-sagemaker",
  })
  void the_cache_is_where_the_system_keeps_caches(String system, String xdg, Path expected) {
    Map<String, String> environment = xdg == null ? Map.of() : Map.of("XDG_CACHE_HOME", xdg);

    assertThat(CacheFolder.of(environment, system, Path.of("/home/p"))).isEqualTo(expected);
  }
}
