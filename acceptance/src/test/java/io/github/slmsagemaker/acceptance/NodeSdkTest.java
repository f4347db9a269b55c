package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.frontdoor.PlanLimits;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.HalfFrame;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import io.github.slmsagemaker.testkit.container.FakeContainer.Behaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * OpenAI's and Anthropic's Node SDKs. Each test of its files is a test here; where Node, npm or a
 * package is missing, they are skipped with the reason.
 */
@Dialect(EngineKind.LLAMA_CPP)
final class NodeSdkTest {
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final Deployment deployment;

  NodeSdkTest(Deployment deployment) {
    this.deployment = deployment;
  }

  @TestFactory
  List<DynamicTest> the_api() {
    return against("api.test.mjs");
  }

  @TestFactory
  List<DynamicTest> responses() {
    return against("responses.test.mjs");
  }

  @TestFactory
  List<DynamicTest> messages() {
    return against("messages.test.mjs");
  }

  @TestFactory
  List<DynamicTest> faults() throws InterruptedException {
    assumeTrue(deployment.stack().isPresent(), "a deployed stack does not misbehave on command");
    NodeTests tests = NodeTests.of("faults.test.mjs");
    try (Stage cold = stage(Lane.SERVERLESS);
        Stage breaking = stage(Lane.GPU);
        Stage broken = stage(Lane.SERVERLESS);
        Stage stalling = stage(Lane.GPU);
        Stage usedUp = stage(Lane.SERVERLESS);
        FrontDoor once = FrontDoor.open(onlyOnce(usedUp), usedUp.invoker().handler())) {
      cold.endpoint().misbehave(new Refuse(AwsError.notReady()), new Refuse(AwsError.noCapacity()));
      breaking.engine().then(new Behaviour.Break(2));
      broken.endpoint().misbehave(new HalfFrame());
      stalling.engine().then(new Behaviour.Stall(2));
      List<DynamicTest> results =
          tests.run(
              Map.of(
                  "SLM_API_KEY", cold.key().value(),
                  "SLM_MODEL", Stage.MODEL,
                  "SLM_COLD_URL", cold.baseUrl().toString(),
                  "SLM_BREAKING_URL", breaking.baseUrl().toString(),
                  "SLM_BROKEN_URL", broken.baseUrl().toString(),
                  "SLM_STALLING_URL", stalling.baseUrl().toString(),
                  "SLM_USED_UP_URL", once.baseUrl().toString()));

      assertThat(stalling.engine().awaitHangup(BOUND)).as("aborting stops the engine").isTrue();
      for (Stage stage : List.of(cold, breaking, broken, stalling, usedUp)) {
        assertThat(stage.engine().requests()).as("engine calls").hasSize(1);
      }
      return results;
    }
  }

  private List<DynamicTest> against(String file) {
    return NodeTests.of(file)
        .run(
            Map.of(
                "SLM_BASE_URL", deployment.baseUrl().toString(),
                "SLM_API_KEY", deployment.key(),
                "SLM_MODEL", deployment.model()));
  }

  private static Stage stage(Lane lane) {
    return Stage.saying(lane, "I", " am", " fine");
  }

  private static DoorSettings onlyOnce(Stage stage) {
    return DoorSettings.of(0, stage.key())
        .withPlan(new PlanLimits(100, 100, 1, PlanLimits.Period.MONTH));
  }
}
