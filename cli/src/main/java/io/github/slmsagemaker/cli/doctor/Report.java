package io.github.slmsagemaker.cli.doctor;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Findings, as people and programs read them.
 *
 * @param findings in the order in which they are told
 */
public record Report(List<Finding> findings) {
  public Report {
    findings = List.copyOf(findings);
  }

  /** Whether a deployment may be tried. */
  public boolean deployable() {
    return findings.stream().noneMatch(f -> f.status() == Finding.Status.PROBLEM);
  }

  /** Lines for a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-8s %s: %s%n".formatted(finding.status().word(), finding.subject(), finding.detail()));
      if (!finding.fix().isEmpty()) {
        text.append("         fix: %s%n".formatted(finding.fix()));
      }
    }
    return text.toString();
  }

  /** {@code {"deployable": ..., "findings": [{"status", "subject", "detail", "fix"}]}}. */
  public String json() {
    ObjectNode report = JsonMapper.shared().createObjectNode();
    report.put("deployable", deployable());
    ArrayNode list = report.putArray("findings");
    for (Finding finding : findings) {
      list.addObject()
          .put("status", finding.status().word())
          .put("subject", finding.subject())
          .put("detail", finding.detail())
          .put("fix", finding.fix());
    }
    return report.toPrettyString();
  }
}
