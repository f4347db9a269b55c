package io.github.slmsagemaker.capacity.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.capacity.plan.Plan;
import io.github.slmsagemaker.capacity.plan.Planner;
import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.chat.Beginning;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What a beginning saves and costs. By hand: a system message of 2970 letters stands in 30 bytes of
 * ChatML, which are 1000 tokens of three bytes; an 8B keeps 131,072 bytes of each.
 */
class HeadStartTest {
  @Test
  void an_8b_keeps_what_it_has_read_of_each_token() {
    assertThat(HeadStart.of(remembering("hermes-3-llama-3.1-8b")))
        .contains(new HeadStart(1000, 131_072_000L));
  }

  /** Of 36 blocks of 48 heads x 64 x 128 and a convolution of 3 x (3072 + 2 x 128) floats. */
  @Test
  void a_hybrid_keeps_its_state_twice() {
    long state = 4L * 36 * (48 * 64 * 128 + 3 * (3072 + 2 * 128));
    HeadStart start = HeadStart.of(remembering("granite-4.0-h-tiny")).orElseThrow();

    assertThat(start.bytes()).isEqualTo(start.tokens() * 8192L + 2 * state);
  }

  @Test
  void the_plan_says_what_it_saves_and_costs_and_reads_so_much_more_in_one_call() {
    Plan without = plan(Deployment.usual(Lane.SERVERLESS));
    Plan with = plan(remembering("hermes-3-llama-3.1-8b"));

    assertThat(with.fits()).isTrue();
    assertThat(with.reach().largestPrompt() - without.reach().largestPrompt()).isEqualTo(1000);
    assertThat(with.image().orElseThrow().room())
        .isEqualTo(without.image().orElseThrow().room() - 131_072_000L);
    assertThat(with.memory().need().keysAndValues()).isEqualTo(1L << 30);
    assertThat(with.notes())
        .contains(
            "conversations that begin as promptFile says are answered about 31 s sooner, after a"
                + " cold start too: its 1000 tokens or fewer are read while the image is built;"
                + " their state takes up to 125 MiB of the image, and their sequence is counted in"
                + " the memory");
    assertThat(without.notes()).noneMatch(note -> note.contains("promptFile"));
  }

  @Test
  void a_beginning_that_may_not_fit_is_told_of_before_the_build_counts_it() {
    assertThat(plan(remembering("hermes-3-llama-3.1-8b").withContextTokens(900)).notes())
        .contains(
            "promptFile may have up to 1000 tokens, and the context has 900: the build counts them,"
                + " and fails where they do not fit");
  }

  @Test
  void what_fits_instead_has_room_for_it() {
    Deployment large = remembering("hermes-3-llama-3.1-8b").withContextTokens(8192);

    assertThat(plan(large).fits()).isFalse();
    assertThat(plan(large).nearest())
        .extracting(Plan.Alternative::change)
        .contains("context 4096")
        .noneMatch(change -> change.equals("context 1024"));
    assertThat(
            plan(remembering("hermes-3-llama-3.1-8b", 12_000).withContextTokens(8192)).sentence())
        .contains("does not fit")
        .contains("context 4096");
  }

  private static Plan plan(Deployment deployment) {
    return new Planner().plan(deployment, Traffic.usual());
  }

  private static Deployment remembering(String model) {
    return remembering(model, 2970);
  }

  private static Deployment remembering(String model, int letters) {
    Beginning beginning = new Beginning("x".repeat(letters), List.of());
    ModelImage.Built image =
        new ModelImage.Built(
            ModelImage.Builder.CODEBUILD, Optional.empty(), Optional.of(beginning));
    Deployment usual =
        Deployment.of(Lane.SERVERLESS, EngineKind.LLAMA_CPP, Catalogue.load().model(model));
    return usual.withPlacement(Placement.Serverless.USUAL.withImage(image));
  }
}
