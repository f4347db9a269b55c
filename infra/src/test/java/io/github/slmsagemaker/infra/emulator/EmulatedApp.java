package io.github.slmsagemaker.infra.emulator;

import io.github.slmsagemaker.authorizer.KeyAuthorizer;
import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.infra.SlmSagemakerApp;
import io.github.slmsagemaker.infra.SlmSagemakerStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CliCredentialsStackSynthesizer;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.s3.assets.Asset;

/**
 * The app as the CDK's command line starts it against an emulator: the product's stack from the
 * product's settings, with {@link EmulatorAspect} over it, and without a permission where a
 * rehearsal wants to see it missed. Says on standard error what was bent.
 */
final class EmulatedApp {
  private EmulatedApp() {}

  /**
   * Takes the invoker's package, the adapter, the address of SageMaker Runtime's stand-in and that
   * of the emulator.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(System.getProperty("slm.emulated")));
    App app = new App();
    Path invoker = Files.createTempDirectory(folder, "invoker");
    Path authorizer = Files.createTempDirectory(folder, "authorizer");
    SlmSagemakerStack stack =
        new SlmSagemakerStack(
            app,
            SlmSagemakerApp.STACK,
            StackProps.builder()
                .env(SlmSagemakerApp.place(System.getenv()))
                // The emulator denies the toolkit's roles their own bucket.
                .synthesizer(CliCredentialsStackSynthesizer.Builder.create().build())
                .build(),
            Fitting.read(SlmSagemakerApp.context(app)).orThrow(),
            EmulatedFunctions.invoker(Path.of(arguments[0]), Path.of(arguments[1]), invoker));
    Asset code =
        Asset.Builder.create(stack, "EmulatedAuthorizer")
            .path(
                EmulatedFunctions.authorizer(
                        EmulatedFunctions.classes(KeyAuthorizer.class),
                        KeyAuthorizer.HANDLER,
                        authorizer)
                    .toString())
            .build();
    EmulatorAspect aspect = new EmulatorAspect(code, arguments[2], arguments[3]);
    Aspects.of(app).add(aspect);
    String without = System.getenv("REHEARSED_WITHOUT");
    if (without != null) {
      Aspects.of(app).add(new WithoutPermission(without));
    }
    app.synth();
    System.err.println(
        "bent: CDK: deploys with a person's credentials, not in its toolkit's roles");
    aspect.bent().forEach(what -> System.err.println("bent: " + what));
  }
}
