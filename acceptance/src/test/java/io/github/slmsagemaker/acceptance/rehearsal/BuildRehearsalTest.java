package io.github.slmsagemaker.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.rehearsal.BuildService.Outcome;
import io.github.slmsagemaker.testkit.aws.Ministack;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The build of an image as a deployment waits for it: CDK's provider framework, its state machine
 * and our two functions run in an emulator, in their own roles; CodeBuild is a stand-in. Each
 * outcome is a deployment of its own.
 */
final class BuildRehearsalTest {
  @TempDir private Path folder;

  @Test
  void a_deployment_ends_as_its_build_does() throws Exception {
    assumeTrue(Boolean.getBoolean("rehearsal"), "minutes long: -Drehearsal=true runs it");
    Rehearsed.missing().ifPresent(reason -> assumeTrue(false, reason));

    try (Ministack account = Ministack.guarded(folder.resolve("ministack.log"));
        BuildService builds = new BuildService()) {
      Rehearsed commands = Rehearsed.building(account, builds.address(), folder);
      assertThat(commands.cdk(List.of("bootstrap", "aws://000000000000/us-east-1")).code())
          .isZero();
      for (Outcome outcome : Outcome.values()) {
        builds.will(outcome);
        Rehearsed.Said deployed = commands.slm(List.of("deploy", "--yes"));
        String explained = commands.slm(List.of("explain")).all();
        assertThat(deployed.code())
            .as(deployed.all())
            .isEqualTo(outcome == Outcome.SUCCEEDS ? 0 : 1);
        ends(outcome, deployed.all(), explained);
        asks(outcome, builds.calls());
        assertThat(commands.slm(List.of("destroy", "--yes")).err()).contains("slm: deleted");
        System.out.println("rehearsal: a build that " + outcome);
      }
    }
  }

  private static void ends(Outcome outcome, String deployed, String explained) {
    switch (outcome) {
      case SUCCEEDS -> {
        assertThat(deployed)
            .containsPattern("Image = \\S+/slmsagemaker-\\S+@" + BuildService.DIGEST);
        assertThat(explained).startsWith("nothing is wrong with it");
      }
      case FAILS ->
          assertThat(explained)
              .startsWith("the image's build slm:42 ended FAILED")
              .contains("slm: no space left on device");
      case HANGS -> assertThat(explained).startsWith("the image's build did not end");
      case REFUSED -> {
        assertThat(deployed).contains("slm: the quota of builds is 0");
        assertThat(explained)
            .startsWith("the quota of builds is 0")
            .contains("'Concurrently running builds for Linux/Medium environment'");
      }
    }
  }

  /** A build that says nothing is looked at once, and then twice a minute for 58 minutes. */
  private static void asks(Outcome outcome, List<String> calls) {
    String look = "BatchGetBuilds";
    switch (outcome) {
      case SUCCEEDS -> assertThat(calls).containsExactly("StartBuild", look, look);
      case FAILS -> assertThat(calls).containsExactly("StartBuild", look, look, "GetLogEvents");
      case HANGS -> assertThat(calls).filteredOn(look::equals).hasSize(117);
      case REFUSED -> assertThat(calls).containsExactly("StartBuild");
    }
  }
}
