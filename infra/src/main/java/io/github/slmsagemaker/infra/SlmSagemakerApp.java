package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.core.deployment.StackNames;
import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/** The CDK app, started by {@code npx cdk} as {@code cdk.json} says. */
public final class SlmSagemakerApp {
  /** Name of the stack. */
  public static final String STACK = StackNames.STACK;

  /** Where the build leaves the invoker's package, from the root of a clone. */
  public static final Path INVOKER_CODE = Path.of("invoker", "target", "lambda");

  private SlmSagemakerApp() {}

  /** Writes the template; says everything that is wrong and exits with 1 where it cannot. */
  public static void main(String[] arguments) {
    App app = new App();
    try {
      addStack(app, place(System.getenv()));
      app.synth();
    } catch (InvalidSettings | IllegalArgumentException e) {
      System.err.println("slm: " + e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Adds what the app's context describes.
   *
   * @throws InvalidSettings if that makes no deployment
   */
  static void addStack(App app, Environment place) {
    StackProps props =
        StackProps.builder()
            .env(place)
            .description("Hermes-3 on SageMaker behind an OpenAI-compatible API")
            .build();
    new SlmSagemakerStack(app, STACK, props, Fitting.read(context(app)).orThrow(), INVOKER_CODE);
  }

  /**
   * The account and region that the CDK's command line found. Without credentials it names a region
   * all the same, which is then a guess: both stay open.
   */
  public static Environment place(Map<String, String> environment) {
    String account = environment.get("CDK_DEFAULT_ACCOUNT");
    String region = account == null ? null : environment.get("CDK_DEFAULT_REGION");
    return Environment.builder().account(account).region(region).build();
  }

  /** Every value that is set, numbers of {@code cdk.json} as they are written. */
  public static Map<String, String> context(App app) {
    Map<String, String> values = new HashMap<>();
    if (app.getNode().getAllContext() instanceof Map<?, ?> all) {
      all.forEach((key, value) -> put(values, key, value));
    }
    return values;
  }

  private static void put(Map<String, String> values, Object key, @Nullable Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      values.put(String.valueOf(key), String.valueOf(value));
    }
  }
}
