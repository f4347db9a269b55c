package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.http.server.HttpServer;
import io.github.slmsagemaker.http.server.HttpServerSettings;
import io.github.slmsagemaker.local.grammar.JsonSchemaGrammar;
import io.github.slmsagemaker.local.llama.EngineOptions;
import io.github.slmsagemaker.local.llama.LlamaException;
import io.github.slmsagemaker.local.llama.binding.LlamaLibrary;
import io.github.slmsagemaker.local.llama.worker.LlamaWorker;
import io.github.slmsagemaker.local.modelserver.ModelServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The laptop's model server refuses what a real llama-server refuses, in the same form. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRefusalsTest {
  private EngineUnderTest real;
  private LlamaWorker worker;
  private HttpServer imitation;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    real = EngineUnderTest.llamaServer(folder);
    try {
      LlamaLibrary library = LlamaLibrary.load(Path.of("target", "llama-cache"));
      EngineOptions session =
          EngineOptions.defaults(1).withContextTokens(RandomModel.CONTEXT).withBatches(64, 64);
      worker = LlamaWorker.start(library, RandomModel.file(), session);
    } catch (LlamaException.UnsupportedMachine e) {
      abort("no llama.cpp in this process: " + e.getMessage());
    }
    imitation =
        HttpServer.start(
            HttpServerSettings.defaults(),
            ModelServer.of(worker, EngineKind.LLAMA_CPP, JsonSchemaGrammar::of));
  }

  @AfterAll
  void end() {
    if (imitation != null) {
      imitation.close();
      worker.close();
    }
    if (real != null) {
      real.close();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no prompt|{\"n_predict\":1}",
        "cut short|{\"prompt\":\"Hi\"",
        "no object|[]",
        "a grammar that does not parse|{\"prompt\":\"Hi\",\"n_predict\":1,\"grammar\":\"root ::= (\"}",
        "a schema of no type|{\"prompt\":\"Hi\",\"n_predict\":1,\"json_schema\":{\"type\":\"nonsense\"}}",
        "a prompt that is a number|{\"prompt\":12,\"n_predict\":1}",
        "a limit in words|{\"prompt\":\"Hi\",\"n_predict\":\"many\"}",
        "a token that is not there|{\"prompt\":[9999999],\"n_predict\":1}",
      })
  void both_refuse_with_the_same_status_and_type(String label, String body) {
    EngineUnderTest.Reply theirs = real.invoke(body);
    EngineUnderTest.Reply ours = new EngineUnderTest(imitation.address(), () -> {}).invoke(body);
    System.err.printf("%s%n  llama-server: %s%n  model server: %s%n", label, theirs, ours);

    assertThat(form(ours)).isEqualTo(form(theirs));
  }

  @Test
  void both_name_the_numbers_of_a_too_long_prompt() {
    String body = "{\"prompt\":\"%s\"}".formatted("z ".repeat(RandomModel.CONTEXT));

    JsonNode theirs = error(real.invoke(body));
    JsonNode ours = error(new EngineUnderTest(imitation.address(), () -> {}).invoke(body));

    assertThat(ours).isEqualTo(theirs);
    assertThat(theirs.get("type").asString()).isEqualTo("exceed_context_size_error");
  }

  private static String form(EngineUnderTest.Reply reply) {
    JsonNode error = error(reply);
    return "%d %s %s"
        .formatted(reply.status(), error.path("code").asString(), error.path("type").asString());
  }

  private static JsonNode error(EngineUnderTest.Reply reply) {
    return JsonMapper.shared().readTree(reply.body()).path("error");
  }
}
