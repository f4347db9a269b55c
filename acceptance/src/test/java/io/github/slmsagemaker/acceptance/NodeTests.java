package io.github.slmsagemaker.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/**
 * A file of tests for Node's own runner, and the packages it needs, in a folder of the build.
 *
 * @param folder where everything is installed
 * @param file name of the file
 */
record NodeTests(Path folder, String file) {
  private static final Path SOURCES = Path.of("node");
  private static final Path FOLDER = Path.of("target", "node");
  private static final List<String> PACKAGES = List.of("package.json", "package-lock.json");
  private static final int OLDEST_NODE = 20;
  private static final Pattern VERSION = Pattern.compile("(?m)^v?([0-9]+)\\.[0-9]+\\.");

  /** Copies the file and installs what it needs; skips the test where that cannot be had. */
  static NodeTests of(String file) {
    try {
      Files.createDirectories(FOLDER);
      copy(file);
      install();
      return new NodeTests(FOLDER, file);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Runs the file; each of its tests is one here, and fails with Node's own words. */
  List<DynamicTest> run(Map<String, String> environment) {
    return Tap.tests(process(environment, "node", "--test-reporter=tap", file).output());
  }

  private static void install() throws IOException {
    assumeTrue(major("node") >= OLDEST_NODE, "skipped: no Node 20 or newer on the PATH");
    assumeTrue(major("npm") > 0, "skipped: no npm on the PATH");
    // npm writes this when all else is in place.
    boolean current = Files.exists(FOLDER.resolve("node_modules/.package-lock.json"));
    for (String name : PACKAGES) {
      current &= copy(name);
    }
    if (!current) {
      Finished installed =
          process(Map.of(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
      assumeTrue(installed.code() == 0, () -> "skipped: npm ci failed, with " + installed.output());
    }
  }

  /** Whether the copy was the same already. */
  private static boolean copy(String name) throws IOException {
    Path source = SOURCES.resolve(name);
    Path copy = FOLDER.resolve(name);
    boolean same = Files.exists(copy) && Files.mismatch(source, copy) < 0;
    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    return same;
  }

  /** The first number of a command's version; 0 where it cannot be run. */
  private static int major(String command) {
    try {
      Matcher version = VERSION.matcher(process(Map.of(), command, "--version").output());
      return version.find() ? Integer.parseInt(version.group(1)) : 0;
    } catch (UncheckedIOException missing) {
      return 0;
    }
  }

  private static Finished process(Map<String, String> environment, String... command) {
    return Finished.of(FOLDER, environment, command);
  }
}
