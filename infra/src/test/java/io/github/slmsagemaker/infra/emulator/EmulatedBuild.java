package io.github.slmsagemaker.infra.emulator;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.deployment.engine.Host;
import io.github.slmsagemaker.infra.SlmSagemakerApp;
import io.github.slmsagemaker.infra.constructs.image.ImageConstruct;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.constructs.Construct;

/**
 * The build of the serverless lane's image, where the product's stack has it, and nothing else: the
 * emulator takes no template with an endpoint in it. CodeBuild and the build's log are a
 * stand-in's.
 */
final class EmulatedBuild {
  private EmulatedBuild() {}

  /** Takes the address of CodeBuild's stand-in. */
  public static void main(String[] arguments) {
    App app = new App();
    Stack stack =
        new Stack(
            app,
            SlmSagemakerApp.STACK,
            StackProps.builder()
                .env(SlmSagemakerApp.place(System.getenv()))
                .synthesizer(CliCredentialsStackSynthesizer.Builder.create().build())
                .build());
    Construct serverless = new Construct(new Construct(stack, "Model"), "Serverless");
    ImageConstruct image = new ImageConstruct(serverless, "Image", props());
    CfnOutput.Builder.create(stack, "Image").value(image.image().uri()).build();
    Aspects.of(app)
        .add(
            node -> {
              if (node instanceof CfnFunction function
                  && String.valueOf(function.getRuntime()).startsWith("python")) {
                for (String service : new String[] {"CODEBUILD", "CLOUDWATCH_LOGS"}) {
                  function.addPropertyOverride(
                      "Environment.Variables.AWS_ENDPOINT_URL_" + service, arguments[0]);
                }
              }
            });
    app.synth();
  }

  private static ImageConstruct.Props props() {
    Deployment deployment = Fitting.read(Map.of()).orThrow().deployment();
    if (deployment.placement() instanceof Placement.Serverless place
        && place.image() instanceof ModelImage.Built built
        && deployment.engine().host() instanceof Host.Processors host) {
      return new ImageConstruct.Props(host.image(), deployment, built);
    }
    throw new IllegalStateException("not built as it comes: " + deployment);
  }
}
