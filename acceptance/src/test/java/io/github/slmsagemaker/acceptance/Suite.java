package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The acceptance tests, run at an address instead of a local stack.
 *
 * @param classes a pattern of the names of those that are run
 */
public record Suite(String classes) {
  /** Set for the tests that are to run at an address: where that is, ending with {@code /v1}. */
  static final String BASE_URL = "slm.suite.baseUrl";

  /** What opens it. */
  static final String KEY = "slm.suite.key";

  /** All that say something of any deployment. */
  public static final Suite WHOLE = new Suite(".*Test");

  /** What starts a stack of its own, or none. */
  private static final String OF_NO_ADDRESS =
      ".*\\.acceptance\\.(\\w+\\..*"
          + "|(AgentPrograms|ApiPage|MachineVariables|TgiDialect|Token)Test)";

  /** Runs them; requires that none fails and says how many of how many passed. */
  public String pass(URI baseUrl, String key) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(at(baseUrl, key), listener);
    TestExecutionSummary summary = listener.getSummary();
    StringWriter report = new StringWriter();
    summary.printFailuresTo(new PrintWriter(report));
    assertThat(summary.getTotalFailureCount()).as(report.toString()).isZero();
    assertThat(summary.getTestsSucceededCount()).isPositive();
    return "%d of %d acceptance tests passed"
        .formatted(summary.getTestsSucceededCount(), summary.getTestsFoundCount());
  }

  private LauncherDiscoveryRequest at(URI baseUrl, String key) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(selectPackage(Suite.class.getPackageName()))
        .filters(includeClassNamePatterns(classes), excludeClassNamePatterns(OF_NO_ADDRESS))
        // It is run by a test, whose own workers take no tests of another run.
        .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
        .configurationParameter(BASE_URL, baseUrl.toString())
        .configurationParameter(KEY, key)
        .build();
  }
}
