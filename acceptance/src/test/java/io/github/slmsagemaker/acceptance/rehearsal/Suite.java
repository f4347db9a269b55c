package io.github.slmsagemaker.acceptance.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The part of the acceptance suite that an emulated gateway can carry. */
final class Suite {
  private static final String PACKAGE = "io.github.slmsagemaker.acceptance.";

  /** Each request waits for a new authorizer there, so few classes go through it. */
  private static final List<String> CLASSES = List.of("OpenAiSdkTest", "OpenAiResponsesTest");

  private static final String BASE_URL = "SLM_BASE_URL";
  private static final String API_KEY = "SLM_API_KEY";

  private Suite() {}

  /** Runs it; says how many of how many passed. */
  static String pass(URI address, String key) {
    System.setProperty(BASE_URL, address + "/v1");
    System.setProperty(API_KEY, key);
    try {
      SummaryGeneratingListener listener = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request(), listener);
      TestExecutionSummary summary = listener.getSummary();
      StringWriter report = new StringWriter();
      summary.printFailuresTo(new PrintWriter(report));
      assertThat(summary.getTotalFailureCount()).as(report.toString()).isZero();
      assertThat(summary.getTestsSucceededCount()).isPositive();
      return "%d of %d acceptance tests passed through the emulated gateway"
          .formatted(summary.getTestsSucceededCount(), summary.getTestsFoundCount());
    } finally {
      System.clearProperty(BASE_URL);
      System.clearProperty(API_KEY);
    }
  }

  private static LauncherDiscoveryRequest request() {
    List<ClassSelector> classes =
        CLASSES.stream().map(name -> selectClass(PACKAGE + name)).toList();
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(classes)
        .configurationParameter("slm.deployed", "true")
        .build();
  }
}
