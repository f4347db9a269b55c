package io.github.slmsagemaker.infra.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.permissions.RoleCalls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The npm package {@code @cloud-copilot/iam-simulate}: IAM's evaluation by other people, with AWS's
 * published list of actions, the types of resources that each knows, and condition keys.
 */
final class IamSimulator {
  static final String ALLOWED = "Allowed";
  static final String ABSENT =
      "there is no iam-simulate: run tools/iam.sh, which needs Node and npm";
  private static final Path FOLDER = Path.of("..", "tools", "iam");

  private final Path folder;
  private final List<String> questions = new ArrayList<>();

  /**
   * @param folder for its input and output
   */
  IamSimulator(Path folder) {
    this.folder = folder;
  }

  static boolean installed() {
    return Files.isDirectory(FOLDER.resolve("node_modules"));
  }

  /** Wants to know whether somebody with these statements may do that. */
  void ask(List<ObjectNode> statements, Call call) {
    questions.add(
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "policy", Map.of("Version", "2012-10-17", "Statement", statements),
                    "action", call.action(),
                    "resource", call.resource(),
                    "context", call.context())));
  }

  /** A word for each question, in their order. */
  List<String> answers() throws IOException, InterruptedException {
    Path asked = Files.write(folder.resolve("questions"), questions);
    Path said = folder.resolve("answers");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder("node", FOLDER.resolve("allowed.mjs").toString())
            .redirectInput(asked.toFile())
            .redirectOutput(said.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(process.exitValue()).as(Files.readString(log)).isZero();
      List<String> answers = Files.readAllLines(said, UTF_8);
      assertThat(answers).hasSameSizeAs(questions);
      return answers;
    } finally {
      process.destroyForcibly();
    }
  }
}
