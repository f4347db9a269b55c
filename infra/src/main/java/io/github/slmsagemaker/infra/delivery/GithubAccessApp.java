package io.github.slmsagemaker.infra.delivery;

import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import io.github.slmsagemaker.infra.SlmSagemakerApp;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;

/** The CDK app of {@link GithubAccessStack}, started by {@code npx cdk} with its own {@code -a}. */
public final class GithubAccessApp {
  /** Name of the stack. */
  public static final String STACK = "SlmSagemakerGithubAccess";

  private GithubAccessApp() {}

  /** Writes the template; says everything that is wrong and exits with 1 where it cannot. */
  public static void main(String[] arguments) {
    App app = new App();
    try {
      StackProps props =
          StackProps.builder()
              .env(SlmSagemakerApp.place(System.getenv()))
              .description("Lets a GitHub workflow deploy " + SlmSagemakerApp.STACK)
              .build();
      GithubAccess access = GithubAccess.fromContext(SlmSagemakerApp.context(app));
      new GithubAccessStack(app, STACK, props, access);
      app.synth();
    } catch (InvalidSettings e) {
      System.err.println("slm: " + e.getMessage());
      System.exit(1);
    }
  }
}
