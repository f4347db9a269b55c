package io.github.slmsagemaker.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.OptionalLong;
import io.github.slmsagemaker.local.startup.StartFailure;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubTest {
  @Test
  void a_file_is_addressed_at_its_revision() {
    assertThat(Hub.of(Map.of()).file("owner/name", "abc123", "m.Q4_K_M.gguf"))
        .isEqualTo(URI.create("https://huggingface.co/owner/name/resolve/abc123/m.Q4_K_M.gguf"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://hub.example/m, true",
    "https://HUB.example:443/m, true",
    "http://hub.example/m, false",
    "https://hub.example:8443/m, false",
    "https://cdn.hub.example/m, false",
    "https://hub.example.evil/m, false",
  })
  void the_token_is_for_the_hub_alone(URI address, boolean sent) {
    Hub hub = Hub.of(Map.of("HF_ENDPOINT", "https://hub.example", "HF_TOKEN", " hf_canary "));

    assertThat(hub.tokenFor(address).isPresent()).isEqualTo(sent);
  }

  @Test
  void the_token_does_not_print_itself() {
    assertThat(Hub.of(Map.of("HF_TOKEN", "hf_canary")).toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub.example", "file:///x", "https://", "http://[", "a b"})
  void an_endpoint_that_is_no_url_is_refused(String endpoint) {
    assertThatThrownBy(() -> Hub.of(Map.of("HF_ENDPOINT", endpoint)))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("HF_ENDPOINT is '" + endpoint + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../m.gguf", "a/b", ".hidden", "", "m.gguf\n"})
  void a_file_name_stays_in_the_cache_folder(String name) {
    assertThatThrownBy(
            () ->
                new ModelFile(
                    URI.create("https://h/m"), name, OptionalLong.empty(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
