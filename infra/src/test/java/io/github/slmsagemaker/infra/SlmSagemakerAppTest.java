package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The app as the CDK's command line starts it: a process, context and folder by environment. */
class SlmSagemakerAppTest {
  @TempDir private Path folder;

  @Test
  void wrong_context_ends_with_every_sentence_and_status_1() throws Exception {
    Outcome outcome = run(Map.of("memoryMb", "5000", "maxConcurrency", 300, "lane", "serverless"));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.log())
        .contains("slm: the context has 2 problems:")
        .contains("- memoryMb is 5000, but a serverless endpoint has")
        .contains("- maxConcurrency is 300, expected 1 to 200")
        .doesNotContain("\tat ");
  }

  @Test
  void a_missing_invoker_says_what_builds_it() throws Exception {
    Outcome outcome = run(Map.of("imageUri", Synthesised.IMAGE));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.log())
        .contains("build it with: mvn -pl invoker -am package")
        .doesNotContain("\tat ");
  }

  @Test
  void good_context_writes_the_template_where_the_command_line_wants_it() throws Exception {
    Path invoker = Files.createDirectories(folder.resolve(SlmSagemakerApp.INVOKER_CODE));
    Path start = Files.writeString(invoker.resolve("run.sh"), "#!/bin/sh\n");
    assertThat(start.toFile().setExecutable(true)).isTrue();

    Path template = folder.resolve("out/SlmSagemaker.template.json");

    Outcome outcome = run(Map.of("imageUri", Synthesised.IMAGE, "memoryMb", 6144));
    assertThat(outcome.status()).as(outcome.log()).isZero();
    String first = Files.readString(template);
    Files.delete(template);
    run(Map.of("imageUri", Synthesised.IMAGE, "memoryMb", 6144));

    assertThat(template).as("the same template from every process").hasContent(first);
  }

  @Test
  void a_region_without_an_account_is_a_guess() {
    Environment guessed = SlmSagemakerApp.place(Map.of("CDK_DEFAULT_REGION", "us-east-1"));
    Environment found =
        SlmSagemakerApp.place(
            Map.of("CDK_DEFAULT_ACCOUNT", "123456789012", "CDK_DEFAULT_REGION", "eu-west-1"));

    assertThat(guessed.getRegion()).isNull();
    assertThat(found.getAccount()).isEqualTo("123456789012");
    assertThat(found.getRegion()).isEqualTo("eu-west-1");
  }

  private Outcome run(Map<String, Object> context) throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SlmSagemakerApp.class.getName())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("CDK_CONTEXT_JSON", JsonMapper.shared().writeValueAsString(context));
    builder.environment().put("CDK_OUTDIR", folder.resolve("out").toString());
    Process app = builder.start();
    try {
      assertThat(app.waitFor(120, TimeUnit.SECONDS)).as("the app ends").isTrue();
      return new Outcome(app.exitValue(), Files.readString(log));
    } finally {
      app.destroyForcibly();
    }
  }

  private record Outcome(int status, String log) {}
}
