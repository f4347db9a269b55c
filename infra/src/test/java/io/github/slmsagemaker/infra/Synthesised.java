package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.capacity.plan.Fitting;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** Stacks made from context keys as the app makes them; each once, since one takes seconds. */
public final class Synthesised {
  public static final String IMAGE =
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm@sha256:" + "0123456789abcdef".repeat(4);

  /** Account and region that are known when it is deployed. */
  public static final Environment OPEN = Environment.builder().build();

  private static final Map<Map<String, String>, Template> TEMPLATES = new ConcurrentHashMap<>();
  private static final Path ROOT = root();

  private Synthesised() {}

  /** The template of a stack whose account and region stay open. */
  public static Template of(Map<String, String> context) {
    return TEMPLATES.computeIfAbsent(
        Map.copyOf(context),
        key -> {
          App app = app();
          stack(app, SlmSagemakerApp.STACK, OPEN, key);
          return template(app);
        });
  }

  /** The usual stack on the serverless lane. */
  public static Template serverless() {
    return of(Map.of("imageUri", IMAGE));
  }

  /** The usual stack on the GPU lane. */
  public static Template gpu() {
    return of(Map.of("lane", "gpu"));
  }

  /** An app with context of the CDK's own, which writes into such a folder too. */
  public static App app(Map<String, Object> context) {
    return new App(
        AppProps.builder().outdir(temporaryFolder().toString()).context(context).build());
  }

  /** An app that writes into a folder which goes away with the process. */
  public static App app() {
    return app(Map.of());
  }

  /** The stack of these keys, with an invoker package that holds no more than it must. */
  public static Stack stack(App app, String id, Environment place, Map<String, String> context) {
    return new SlmSagemakerStack(
        app,
        id,
        StackProps.builder().env(place).build(),
        Fitting.read(context).orThrow(),
        InvokerFolder.PATH);
  }

  /** Writes the app's only template and reads it. */
  public static Template template(App app) {
    CloudAssembly assembly = app.synth();
    return Template.read(Path.of(assembly.getStacks().getFirst().getTemplateFullPath()));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory(ROOT, "out");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      Path folder = Files.createTempDirectory("slm-synth");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.toList().reversed()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
