package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.models.Traffic;
import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.core.catalogue.Quantization;
import io.github.slmsagemaker.core.engine.Capabilities;
import io.github.slmsagemaker.core.engine.Capability;
import io.github.slmsagemaker.core.engine.Generation;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import io.github.slmsagemaker.deployment.engine.Engines;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.deployment.engine.PublishedImage;
import io.github.slmsagemaker.deployment.reader.DeploymentReader;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import io.github.slmsagemaker.invoker.dialect.Dialect;
import io.github.slmsagemaker.invoker.dialect.Dialects;
import io.github.slmsagemaker.invoker.dialect.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An engine that nobody else knows is chosen, planned, deployed and spoken to by its profile. */
final class NewEngineTest {
  private static final EngineProfile MADE_UP = new MadeUp();

  @Test
  void it_is_chosen_by_its_word() {
    Deployment deployment = chosen();

    assertThat(deployment.engine()).isEqualTo(MADE_UP);
    assertThat(deployment.weights().name()).isEqualTo("BF16");
    assertThat(deployment.maxCallsPerRequest()).as("it continues").isEqualTo(4);
    assertThat(new DeploymentReader().read(Map.of("lane", "gpu", "engine", "made-up")).problems())
        .containsExactly("engine is 'made-up', expected one of llama-cpp, tgi, vllm");
  }

  /** 15,326 MiB of weights, 1024 of context, and half of 23,028 that it leaves free. */
  @Test
  void its_own_share_of_the_card_decides_whether_it_fits() {
    Plan plan = new Planner().plan(chosen(), Traffic.usual());

    assertThat(plan.memory().need().runtime()).isEqualTo((23_028L / 2) << 20);
    assertThat(plan.fits()).isFalse();
    assertThat(plan.sentence()).contains("what fits: instance type ml.g6e.xlarge (46068 MiB)");
  }

  @Test
  void its_image_and_its_environment_are_deployed() {
    App app = Synthesised.app();
    StackProps place =
        StackProps.builder()
            .env(Environment.builder().account("123456789012").region("eu-west-1").build())
            .build();
    Deployment deployment =
        Fitting.reader(Engines.OURS.with(MADE_UP), UnaryOperator.identity())
            .read(Map.of("lane", "gpu", "engine", "made-up", "instanceType", "ml.g6e.xlarge"))
            .orThrow()
            .deployment();
    assertThat(
            new SageMakerConstruct(new Stack(app, "S", place), "Model", deployment).endpointName())
        .endsWith("gpu");

    Template template = Synthesised.template(app);
    assertThat(
            template.only("AWS::SageMaker::Model").at("/PrimaryContainer/Environment").toString())
        .isEqualTo("{\"WEIGHTS\":\"NousResearch/Hermes-3-Llama-3.1-8B of 8192 for 8\"}");
    assertThat(Template.brief(template.only("AWS::SageMaker::Model").at("/PrimaryContainer/Image")))
        .isEqualTo("210987654321.dkr.ecr.eu-west-1.${AWS::URLSuffix}/made-up:1.0");
  }

  @Test
  void its_dialect_is_found_by_its_word() {
    Dialect dialect = Dialects.OURS.with(MADE_UP, _ -> new Babble()).of(MADE_UP, List.of());

    assertThat(dialect).isInstanceOf(Babble.class);
  }

  private static Deployment chosen() {
    return Fitting.reader(Engines.OURS.with(MADE_UP), UnaryOperator.identity())
        .read(Map.of("lane", "gpu", "engine", "made-up"))
        .orThrow()
        .deployment();
  }

  /** All that there is of it, beside its dialect. */
  private record MadeUp() implements EngineProfile {
    private static final Host HOST =
        new Host.Card(
            0.5,
            0,
            Optional.of("ami-of-nobody"),
            new PublishedImage(
                "container of nobody", "made-up", "1.0", Map.of("eu-west-1", "210987654321")),
            (repository, revision, contextTokens, maxConcurrency) ->
                Map.of(
                    "WEIGHTS",
                    "%s of %d for %d".formatted(repository, contextTokens, maxConcurrency)));

    @Override
    public String word() {
      return "made-up";
    }

    @Override
    public String choice() {
      return "made-up";
    }

    @Override
    public List<Quantization.Format> weights() {
      return List.of(Quantization.Format.SAFETENSORS);
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CONTINUATION);
    }

    @Override
    public Host host() {
      return HOST;
    }
  }

  private static final class Babble implements Dialect {
    @Override
    public ObjectNode request(Generation generation, boolean streamed) {
      return JsonNodeFactory.instance.objectNode().put("say", generation.prompt().text());
    }

    @Override
    public Reply reply(Generation generation) {
      throw new UnsupportedOperationException("nothing is asked");
    }
  }
}
