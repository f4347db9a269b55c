package io.github.slmsagemaker.local.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.Headers;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerEngine;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings;
import io.github.slmsagemaker.invoker.sagemaker.SageMakerSettings.Access;
import io.github.slmsagemaker.testkit.recorded.Recording;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class ConnectionTest {

  @Test
  void no_connection_is_used_twice_so_none_can_have_died_in_the_pool() {
    byte[] answer = Recording.llamaServer("completion").reply().getBytes(StandardCharsets.UTF_8);
    List<Integer> ports = new CopyOnWriteArrayList<>();
    try (HttpServer server =
            HttpServer.start(
                HttpServerSettings.defaults(),
                (request, reply) -> {
                  ports.add(request.remote().getPort());
                  reply.send(200, Headers.of("Content-Type", "application/json"), answer);
                });
        SageMakerEngine engine = engine(server.port())) {
      for (int i = 0; i < 10; i++) {
        engine.generate(Stage.generation(), Stage.call(), _ -> {});
      }
    }
    assertThat(ports).hasSize(10).doesNotHaveDuplicates();
  }

  private static SageMakerEngine engine(int port) {
    return new SageMakerEngine(
        new SageMakerSettings(
            EngineKind.LLAMA_CPP,
            false,
            Stage.NAME,
            Optional.empty(),
            List.of(),
            Access.standIn(URI.create("http://127.0.0.1:" + port))));
  }
}
