package io.github.slmsagemaker.cli.cdk;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/**
 * Processes of the operating system. A signal that ends this one ends them first: the CDK's command
 * line and what it has started.
 */
public final class ForegroundProcesses implements Processes {
  private static final int INTERRUPTED = 130;
  private static final File STANDARD_ERROR = new File("/dev/stderr");

  @Override
  public int run(Path folder, List<String> command) {
    Child child = new Child();
    Thread hook = Thread.ofPlatform().unstarted(child::end);
    // Before the start: a signal may come at once.
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return start(child, folder, command).waitFor();
    } catch (InterruptedException interrupted) {
      child.end();
      Thread.currentThread().interrupt();
      return INTERRUPTED;
    } finally {
      forget(hook);
    }
  }

  private static Process start(Child child, Path folder, List<String> command) {
    Redirect output =
        STANDARD_ERROR.canWrite() ? Redirect.appendTo(STANDARD_ERROR) : Redirect.INHERIT;
    try {
      return child.start(
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .redirectOutput(output));
    } catch (IOException absent) {
      throw new CdkFailure(
          ("cannot start %s: %s; the CDK's command line needs Node 20 or newer with npm on the"
                  + " PATH (nodejs.org)")
              .formatted(command.getFirst(), absent.getMessage()),
          absent);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process that it would end is over already.
    }
  }
}
