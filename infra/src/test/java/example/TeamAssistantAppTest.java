package example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

class TeamAssistantAppTest {
  @Test
  void the_constructs_work_from_anyones_app() {
    App app = Synthesised.app();
    TeamAssistantApp.addTo(app, Synthesised.IMAGE, InvokerFolder.PATH);
    Template template = Synthesised.template(app);

    assertThat(template.resources("AWS::SageMaker::Endpoint")).hasSize(1);
    assertThat(template.resources("AWS::ApiGateway::ApiKey")).hasSize(2);
    assertThat(template.outputs()).containsOnlyKeys("Url");
  }

  @Test
  void the_example_is_about_twenty_lines() throws IOException {
    String source =
        Files.readString(Path.of("src", "test", "java", "example", "TeamAssistantApp.java"));

    assertThat(source.substring(source.indexOf("static void addTo")).lines().count())
        .isLessThanOrEqualTo(20);
  }
}
