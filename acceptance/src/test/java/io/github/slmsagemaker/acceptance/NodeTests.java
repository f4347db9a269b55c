package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private static final long MINUTES = 10;
  private static final int OLDEST_NODE = 20;
  private static final Pattern VERSION = Pattern.compile("(?m)^v?([0-9]+)\\.[0-9]+\\.");

  /** A line of the Test Anything Protocol, version 13, as Node writes it. */
  private static final Pattern RESULT = Pattern.compile("(not )?ok [0-9]+ - (.*)");

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
    Finished finished = process(environment, "node", "--test-reporter=tap", file);
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = finished.output().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher result = RESULT.matcher(lines.get(i));
      if (result.matches()) {
        boolean passed = result.group(1) == null;
        String details = detailsFrom(lines.subList(i, lines.size()));
        tests.add(DynamicTest.dynamicTest(result.group(2), () -> require(passed, details)));
      }
    }
    assertThat(tests).as(finished.output()).isNotEmpty();
    return tests;
  }

  /** The result's line and the block below it, which ends with three dots. */
  private static String detailsFrom(List<String> lines) {
    int end = lines.indexOf("  ...");
    return String.join("\n", lines.subList(0, end < 0 ? lines.size() : end));
  }

  private static void require(boolean passed, String details) {
    if (!passed) {
      fail(details);
    }
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
    try {
      Path output = Files.createTempFile(FOLDER, command[0], ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      process.destroyForcibly();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      return new Finished(ended ? process.waitFor() : -1, said);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a process ran", interrupted);
    }
  }

  private record Finished(int code, String output) {}
}
