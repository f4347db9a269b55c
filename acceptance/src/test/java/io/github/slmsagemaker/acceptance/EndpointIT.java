package io.github.slmsagemaker.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The acceptance suite at a deployed URL, which costs what its requests cost. From the root of a
 * clone, with a deployment that takes API keys, or a token in place of the key:
 *
 * <pre>{@code
 * SLM_BASE_URL=https://.../v1 SLM_API_KEY="$(./slm key)" \
 *   mvn -pl acceptance -am verify -Dtest=EndpointIT -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 */
final class EndpointIT {
  /** Set for the tests that are to run at the named deployment. */
  static final String PARAMETER = "slm.deployed";

  /**
   * A second dialect, a local issuer, the rules of the code and engines that misbehave are no
   * matter of it.
   */
  private static final String NOT_DEPLOYED =
      ".*\\.((TgiDialect|TokenContract|Architecture)Test|(badinput|clients)\\..*)";

  @Test
  void the_whole_suite_passes_at_the_deployed_url() {
    assumeTrue(
        Deployment.isNamed(),
        "no deployment is named: set " + Deployment.BASE_URL + " and " + Deployment.API_KEY);

    TestExecutionSummary summary = run();
    StringWriter report = new StringWriter();
    summary.printFailuresTo(new PrintWriter(report));
    System.out.printf(
        "%d of %d acceptance tests passed at the deployed URL%n",
        summary.getTestsSucceededCount(), summary.getTestsFoundCount());
    assertThat(summary.getTotalFailureCount()).as(report.toString()).isZero();
    assertThat(summary.getTestsSucceededCount()).isPositive();
  }

  private static TestExecutionSummary run() {
    LauncherDiscoveryRequest suite =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(EndpointIT.class.getPackageName()))
            .filters(includeClassNamePatterns(".*Test"), excludeClassNamePatterns(NOT_DEPLOYED))
            .configurationParameter(PARAMETER, "true")
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(suite, listener);
    return listener.getSummary();
  }
}
