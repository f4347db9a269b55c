package io.github.slmsagemaker.authorizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RuntimeClientTest {
  @Test
  void lambdas_runtime_client_decodes_a_golden_event_and_encodes_the_reply(@TempDir Path folder)
      throws Exception {
    try (LambdaFunction function = LambdaFunction.start(KeyAuthorizer.HANDLER, Map.of(), folder)) {
      JsonNode reply = function.answer(GoldenEvent.asWritten());

      assertThat(reply.get("usageIdentifierKey").asString()).isEqualTo(GoldenEvent.KEY);
      assertThat(reply.at("/policyDocument/Statement/0/Effect").asString()).isEqualTo("Allow");
      assertThat(function.log()).doesNotContain(GoldenEvent.KEY);
    }
  }
}
