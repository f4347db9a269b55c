package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.testkit.container.ContainerAnswer;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Agents, unchanged and without a screen, which {@code tools/agents.sh} installs. What the model
 * says is scripted: a call of a tool, and once its result is in the prompt, an answer. Whether a
 * small model would say that is not shown here.
 */
final class AgentProgramsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path AGENTS = ROOT.resolve(".agents");
  private static final Path MODULES = AGENTS.resolve("node_modules");
  private static final Path PYTHON = ROOT.resolve(".venv/agents/bin/python");
  private static final String ABSENT =
      "skipped: no agents; run tools/agents.sh, which needs npm, Python and their registries";
  private static final String QUESTION = "What does note.txt say?";

  @Test
  void codex_reads_a_file_and_answers(@TempDir Path folder) throws IOException {
    String call = call("exec_command", "cmd", "cat note.txt");
    try (Stage stage = stage(call, "The word is heliotrope.")) {
      Finished codex =
          Finished.of(
              noted(folder),
              Map.of("SLM_KEY", stage.key().value(), "CODEX_HOME", made(folder, "home")),
              program("codex"),
              "exec",
              "--skip-git-repo-check",
              "--dangerously-bypass-approvals-and-sandbox",
              "-c",
              "model_provider=\"slm\"",
              "-c",
              "model_providers.slm={name=\"slm\",base_url=\"%s\",env_key=\"SLM_KEY\"}"
                  .formatted(stage.baseUrl()),
              "-m",
              Stage.MODEL,
              QUESTION);

      requireRoundTrip(codex, stage);
    }
  }

  @Test
  void claude_code_reads_a_file_and_answers(@TempDir Path folder) throws IOException {
    String call = call("Read", "file_path", folder.resolve("note.txt").toString());
    try (Stage stage = stage(call, "The word is heliotrope.")) {
      requireRoundTrip(claude(folder, stage, Stage.MODEL), stage);
    }
  }

  @Test
  void claude_code_tells_its_user_of_a_model_that_is_not_served(@TempDir Path folder)
      throws IOException {
    try (Stage stage = stage("", "")) {
      Finished claude = claude(folder, stage, "nobody-9");

      assertThat(claude.code()).as(claude.output()).isNotZero();
      assertThat(claude.output()).contains("nobody-9");
    }
  }

  private static Finished claude(Path folder, Stage stage, String model) throws IOException {
    Map<String, String> environment =
        Map.of(
            "ANTHROPIC_BASE_URL", stage.baseUrl().resolve("/").toString(),
            "ANTHROPIC_API_KEY", stage.key().value(),
            "CLAUDE_CONFIG_DIR", made(folder, "home"),
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    return Finished.of(
        noted(folder), environment, program("claude"), "-p", QUESTION, "--model", model);
  }

  @TestFactory
  List<DynamicTest> libraries_for_node() throws IOException {
    assumeTrue(Files.exists(MODULES.resolve("ai")), ABSENT);
    String file = "libraries.test.mjs";
    Files.copy(Path.of("agents", file), AGENTS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    try (Stage stage = weather()) {
      return Tap.tests(
          Finished.of(AGENTS, environment(stage), "node", "--test-reporter=tap", file).output());
    }
  }

  @TestFactory
  List<DynamicTest> the_agents_sdk_for_python() {
    assumeTrue(Files.isExecutable(PYTHON), ABSENT);
    try (Stage stage = weather()) {
      return Tap.tests(
          Finished.of(Path.of("agents"), environment(stage), PYTHON.toString(), "openai_agents.py")
              .output());
    }
  }

  private static String program(String name) {
    Path program = MODULES.resolve(".bin").resolve(name);
    assumeTrue(Files.isExecutable(program), ABSENT);
    return program.toString();
  }

  private static Map<String, String> environment(Stage stage) {
    return Map.of(
        "SLM_BASE_URL",
        stage.baseUrl().toString(),
        "SLM_API_KEY",
        stage.key().value(),
        "SLM_MODEL",
        Stage.MODEL,
        "PYTHONDONTWRITEBYTECODE",
        "1");
  }

  private static void requireRoundTrip(Finished agent, Stage stage) {
    assertThat(agent.code()).as(agent.output()).isZero();
    assertThat(agent.output().strip()).endsWith("The word is heliotrope.");
    assertThat(stage.engine().requests().getLast().path("prompt").asString())
        .contains("the word is heliotrope, said the note");
  }

  private static Path noted(Path folder) throws IOException {
    Files.writeString(folder.resolve("note.txt"), "the word is heliotrope, said the note\n");
    return folder;
  }

  private static String made(Path folder, String name) throws IOException {
    return Files.createDirectories(folder.resolve(name)).toString();
  }

  private static Stage weather() {
    return stage(call("get_weather", "city", "Paris"), "It is 18 degrees.");
  }

  private static String call(String name, String argument, String value) {
    return "<tool_call>\n{\"name\": \"%s\", \"arguments\": {\"%s\": \"%s\"}}\n</tool_call>"
        .formatted(name, argument, value);
  }

  private static Stage stage(String call, String answer) {
    return Stage.before(Lane.GPU, FakeContainer.start(request -> scripted(request, call, answer)));
  }

  /** Budgets are left out: these programs ask for as many tokens as fit. */
  private static ContainerAnswer scripted(JsonNode request, String call, String answer) {
    if (request instanceof ObjectNode generation) {
      boolean told = generation.path("prompt").asString("").contains("<tool_response>\n");
      List<String> said = List.of(told ? answer : call);
      return new LlamaServerReplies(said).to(generation.put("n_predict", 1_000));
    }
    return new LlamaServerReplies(List.of()).to(request);
  }
}
