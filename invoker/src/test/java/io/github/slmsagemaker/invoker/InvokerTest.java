package io.github.slmsagemaker.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.testkit.http.RawClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InvokerTest {
  private static final Model MODEL = Catalogue.load().model("hermes-3-llama-3.1-8b");

  @Test
  void it_listens_on_this_machine_alone_until_it_is_closed() throws IOException {
    Invoker invoker = started();
    int port = invoker.address().getPort();

    assertThat(invoker.address().getAddress().isLoopbackAddress()).isTrue();
    assertThat(get(port, "/health")).startsWith("HTTP/1.1 200");
    assertThat(get(port, "/v1/models")).contains("hermes-3-llama-3.1-8b");

    invoker.close();
    assertThatThrownBy(() -> new RawClient(port)).isInstanceOf(ConnectException.class);
  }

  @Test
  void pages_of_the_origins_in_its_settings_may_ask_without_a_key_whether_they_may_ask()
      throws IOException {
    try (Invoker invoker = started()) {
      String answer =
          RawClient.exchange(
              invoker.address().getPort(),
              RawClient.head(
                  "OPTIONS /v1/models HTTP/1.1",
                  "Host: localhost",
                  "Origin: https://chat.example.com",
                  "Access-Control-Request-Method: GET",
                  "Connection: close"));

      assertThat(answer)
          .startsWith("HTTP/1.1 204 ")
          .contains("Access-Control-Allow-Origin: https://chat.example.com\r\n");
    }
  }

  private static Invoker started() {
    Settings settings =
        Settings.from(
            Map.of(
                EnvironmentNames.CORS_ORIGINS, "https://chat.example.com",
                EnvironmentNames.LANE, "serverless",
                EnvironmentNames.ENGINE, "tgi-llamacpp",
                EnvironmentNames.MODEL, "hermes-3-llama-3.1-8b",
                EnvironmentNames.ENDPOINT_NAME, "slm",
                EnvironmentNames.PORT, "0"));
    ServedModel served =
        ServedModel.of(settings.served().model(), MODEL, settings.served().contextTokens());
    // Nothing listens there, and nothing is asked.
    URI nowhere = URI.create("http://127.0.0.1:9");
    return Invoker.start(settings, Parts.of(served, SageMakerSettings.Access.standIn(nowhere)));
  }

  private static String get(int port, String path) throws IOException {
    return RawClient.exchange(
        port, RawClient.head("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close"));
  }
}
