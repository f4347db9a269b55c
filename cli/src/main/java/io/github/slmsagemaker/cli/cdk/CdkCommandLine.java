package io.github.slmsagemaker.cli.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The CDK's command line of a clone, in the version that its {@code package-lock.json} pins; it is
 * installed there at the first use, as {@code npm ci} does.
 */
public final class CdkCommandLine {
  private static final Path PROGRAM = Path.of("node_modules", ".bin", "cdk");
  private static final Path INSTALLED = Path.of("node_modules", ".package-lock.json");
  private static final Path PINNED = Path.of("package-lock.json");

  private final Path clone;
  private final Processes processes;
  private final Consumer<String> progress;

  /**
   * @param clone the folder that holds {@code cdk.json}
   * @param processes what starts it
   * @param progress is told what takes long
   */
  public CdkCommandLine(Path clone, Processes processes, Consumer<String> progress) {
    this.clone = clone.toAbsolutePath().normalize();
    this.processes = processes;
    this.progress = progress;
  }

  /**
   * Writes the templates.
   *
   * @param context {@code KEY=VALUE} each
   * @param output folder for them
   * @return exit status
   * @throws CdkFailure where there is no command line
   */
  public int synth(List<String> context, Path output) {
    return run(
        List.of("synth", "--quiet", "--output", output.toAbsolutePath().normalize().toString()),
        context);
  }

  /**
   * Deploys the stack.
   *
   * @param context {@code KEY=VALUE} each
   * @param outputs file for the stack's outputs, as JSON
   * @param unasked whether changes of permissions are made without asking
   * @param keepsRemains whether what was made before a failure stays
   * @return exit status
   * @throws CdkFailure where there is no command line
   */
  public int deploy(List<String> context, Path outputs, boolean unasked, boolean keepsRemains) {
    List<String> words =
        new ArrayList<>(
            List.of("deploy", "--outputs-file", outputs.toAbsolutePath().normalize().toString()));
    if (unasked) {
      words.addAll(List.of("--require-approval", "never"));
    }
    if (keepsRemains) {
      words.add("--no-rollback");
    }
    return run(words, context);
  }

  private int run(List<String> words, List<String> context) {
    if (!Files.isRegularFile(clone.resolve("cdk.json"))) {
      throw new CdkFailure(
          "there is no cdk.json in %s; run ./slm of a clone of slm-sagemaker".formatted(clone));
    }
    install();
    List<String> command = new ArrayList<>(List.of(clone.resolve(PROGRAM).toString()));
    command.addAll(words);
    context.forEach(pair -> command.addAll(List.of("--context", pair)));
    return processes.run(clone, command);
  }

  private void install() {
    if (isInstalled()) {
      return;
    }
    progress.accept("installing the CDK's command line (npm ci) ...");
    int status =
        processes.run(clone, List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
    if (status != 0 || !Files.isExecutable(clone.resolve(PROGRAM))) {
      throw new CdkFailure(
          ("npm ci ended with %d and left no %s in %s; the lines above say why; it needs npm's"
                  + " registry")
              .formatted(status, PROGRAM, clone));
    }
  }

  /** What npm installed is older than what is pinned after an update of the clone. */
  private boolean isInstalled() {
    Path installed = clone.resolve(INSTALLED);
    return Files.isExecutable(clone.resolve(PROGRAM))
        && Files.isRegularFile(installed)
        && installed.toFile().lastModified() >= clone.resolve(PINNED).toFile().lastModified();
  }
}
