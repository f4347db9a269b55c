package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;

/** The Test Anything Protocol, version 13: each result is a test here. */
final class Tap {
  private static final Pattern RESULT = Pattern.compile("(not )?ok [0-9]+ - (.*)");

  private Tap() {}

  /** The tests of an output, which fail with the output's own words. */
  static List<DynamicTest> tests(String output) {
    List<DynamicTest> tests = new ArrayList<>();
    List<String> lines = output.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher result = RESULT.matcher(lines.get(i));
      if (result.matches()) {
        boolean passed = result.group(1) == null;
        String details = detailsFrom(lines.subList(i, lines.size()));
        tests.add(DynamicTest.dynamicTest(result.group(2), () -> require(passed, details)));
      }
    }
    assertThat(tests).as(output).isNotEmpty();
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
}
