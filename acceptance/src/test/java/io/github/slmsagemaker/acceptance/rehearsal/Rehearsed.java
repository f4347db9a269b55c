package io.github.slmsagemaker.acceptance.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.cli.Slm;
import io.github.slmsagemaker.testkit.aws.Ministack;
import io.github.slmsagemaker.testkit.lambda.WebAdapter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The commands of a person with an account, where the account is an emulator's. */
final class Rehearsed {
  private static final Path CLONE = Path.of("..");
  private static final Path CDK = Path.of("node_modules", ".bin", "cdk");
  private static final Path PACKAGE = Path.of("invoker", "target", "lambda");
  private static final int PATIENCE_MINUTES = 10;

  private final Ministack account;
  private final Path folder;
  private final String app;
  private final Map<String, String> environment;

  private Rehearsed(Ministack account, Path folder, String app, Map<String, String> environment) {
    this.account = account;
    this.folder = folder;
    this.app = app;
    this.environment = environment;
  }

  /** Why there is none here; empty where there is. */
  static Optional<String> missing() {
    if (Ministack.installed().isEmpty()) {
      return Optional.of(Ministack.ABSENT);
    }
    if (WebAdapter.installed().isEmpty()) {
      return Optional.of(WebAdapter.ABSENT);
    }
    if (!Files.isExecutable(CLONE.resolve(CDK))) {
      return Optional.of("there is no CDK command line: npm ci");
    }
    return Files.isDirectory(CLONE.resolve(PACKAGE))
        ? Optional.empty()
        : Optional.of("the invoker is not packaged: mvn -pl invoker -am package");
  }

  /** The product's stack in an account whose SageMaker Runtime is at this address. */
  static Rehearsed in(Ministack account, URI sageMakerRuntime, Path folder) throws IOException {
    String arguments =
        "%s %s %s %s"
            .formatted(
                CLONE.toRealPath().resolve(PACKAGE),
                WebAdapter.installed().orElseThrow(),
                sageMakerRuntime,
                account.address());
    return app(account, folder, "EmulatedApp " + arguments);
  }

  /** The build of an image in an account whose CodeBuild is at this address. */
  static Rehearsed building(Ministack account, URI codeBuild, Path folder) throws IOException {
    return app(account, folder, "EmulatedBuild " + codeBuild);
  }

  private static Rehearsed app(Ministack account, Path folder, String started) throws IOException {
    Path app = folder.resolve("app.sh");
    Files.writeString(
        app,
        """
        #!/bin/sh
        export CDK_VALIDATION=false JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION=1
        exec %s -XX:TieredStopAtLevel=1 -Dslm.emulated=%s -cp '%s' \\
          io.github.slmsagemaker.infra.emulator.%s
        """
            .formatted(java(), folder.resolve("packages"), classPath(CLONE.toRealPath()), started));
    Files.setPosixFilePermissions(app, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Rehearsed(account, folder, app.toString(), Map.of());
  }

  /** The same person, whose template allows nobody this action. */
  Rehearsed without(String action) {
    return new Rehearsed(account, folder, app, Map.of("REHEARSED_WITHOUT", action));
  }

  /** What there is in the account, a line for each thing. */
  Set<String> inventory() throws IOException, InterruptedException {
    Said said =
        run(
            List.of(
                Ministack.installed().orElseThrow().resolveSibling("python3").toString(),
                CLONE.toRealPath().resolve("acceptance/python/inventory.py").toString(),
                account.address().toString()));
    if (said.code() != 0) {
      throw new IllegalStateException(said.all());
    }
    return new TreeSet<>(said.out().lines().toList());
  }

  /** {@code ./slm ARGUMENTS}, without the launcher. */
  Said slm(List<String> arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-Dslm.home=" + CLONE.toRealPath(),
                "-cp",
                System.getProperty("java.class.path"),
                Slm.class.getName()));
    command.addAll(arguments);
    return run(command);
  }

  /** The CDK's own command line. */
  Said cdk(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(CLONE.toRealPath().resolve(CDK).toString()));
    command.addAll(arguments);
    return run(command);
  }

  private Said run(List<String> command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    builder.environment().put("AWS_ENDPOINT_URL", account.address().toString());
    builder.environment().put("AWS_REGION", "us-east-1");
    builder.environment().put("AWS_ACCESS_KEY_ID", "test");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    // Toolkits are made for an account, not for an app.
    if (!command.contains("bootstrap")) {
      builder.environment().put("CDK_APP", app);
    }
    builder.environment().put("CDK_OUTPUT", folder.resolve("cdk.out").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("it does not end: " + command.getFirst());
      }
      return new Said(
          process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** That of the module of the stack, whose libraries are not among ours. */
  private static String classPath(Path clone) throws IOException {
    Path target = clone.resolve("infra").resolve("target");
    return System.getProperty(
        "slm.infra.classpath",
        "%s:%s:%s"
            .formatted(
                target.resolve("test-classes"),
                target.resolve("classes"),
                Files.exists(target.resolve("tests.classpath"))
                    ? Files.readString(target.resolve("tests.classpath")).strip()
                    : ""));
  }

  /**
   * How a command ended.
   *
   * @param code its exit code
   * @param out its standard output
   * @param err its standard error
   */
  record Said(int code, String out, String err) {
    String all() {
      return out + err;
    }
  }
}
