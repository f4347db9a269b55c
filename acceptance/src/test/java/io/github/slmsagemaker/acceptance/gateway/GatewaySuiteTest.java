package io.github.slmsagemaker.acceptance.gateway;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.slmsagemaker.acceptance.Suite;
import io.github.slmsagemaker.acceptance.stage.DemoEndpoint;
import io.github.slmsagemaker.testkit.template.Template;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The acceptance suite through the synthesised API, a minute: {@code mvn verify -Drehearsal=true}.
 */
final class GatewaySuiteTest {
  @TempDir private Path folder;

  @Test
  void the_whole_suite_passes_through_the_synthesised_api() throws Exception {
    assumeTrue(Boolean.getBoolean("rehearsal"), "a minute long: -Drehearsal=true runs it");
    SynthesisedStack.missing().ifPresent(reason -> assumeTrue(false, reason));

    try (DemoEndpoint model = DemoEndpoint.start(folder)) {
      SynthesisedStack stack =
          SynthesisedStack.of(
              Map.of(
                  "endpoint", DemoEndpoint.NAME,
                  "engine", "llama-cpp",
                  "context", Integer.toString(model.context()),
                  "rateLimit", "10000",
                  "burstLimit", "5000"),
              folder);
      Template template = Template.of(stack.template());
      try (DeployedFunctions functions =
              new DeployedFunctions(stack, template, model.address(), folder);
          Deployed deployed = Deployed.before(functions, template)) {
        String passed = Suite.WHOLE.pass(deployed.baseUrl(), deployed.key());
        System.out.printf(
            "gateway: %s through the synthesised API%ngateway: read %s%ngateway: %s%n",
            passed, deployed.template().read(), deployed.gateway().tally());
      }
    }
  }
}
