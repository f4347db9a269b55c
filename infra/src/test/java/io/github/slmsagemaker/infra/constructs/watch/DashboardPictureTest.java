package io.github.slmsagemaker.infra.constructs.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.testkit.pages.GeneratedFile;
import org.junit.jupiter.api.Test;

/** {@code docs/dashboard.svg} shows what the template makes. */
class DashboardPictureTest {
  private final String picture = DashboardPicture.of(Synthesised.serverless());

  @Test
  void the_picture_in_the_documentation_is_the_templates() throws Exception {
    GeneratedFile.of("docs/dashboard.svg").requireIs(picture);
  }

  @Test
  void it_names_every_graph_and_line_that_a_person_sees_and_the_limit() {
    assertThat(picture)
        .contains(">Traffic<", ">Tokens<", ">Errors and cold starts<")
        .contains(">Requests, Sum<", ">TimeToFirstToken, p95<", ">US dollars (estimate)<")
        .contains(">limit 1<")
        .doesNotContain("ModelLatency", "${");
  }
}
