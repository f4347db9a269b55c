package io.github.slmsagemaker.cli.explain;

import io.github.slmsagemaker.cli.stop.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a deployment is, and why.
 *
 * @param parts what there is
 * @param stop whether it is stopped; empty where nothing is left to stop
 * @param cause why it is not well, where that is known
 * @param evidence what was said, the most telling first
 * @param well whether every part is as it should be
 */
public record Explanation(
    List<Part> parts,
    Optional<Report> stop,
    Optional<Cause> cause,
    List<Evidence> evidence,
    boolean well) {
  public Explanation {
    parts = List.copyOf(parts);
    evidence = List.copyOf(evidence);
  }

  /** The cause in words, with the next step. */
  public String firstLine() {
    if (stop.map(Report::stopped).orElse(false)) {
      return "it is stopped; ./slm start starts it again";
    }
    if (stop.map(Report::stopWanted).orElse(false)) {
      return "it is half stopped; ./slm stop, or ./slm start";
    }
    return cause.map(known -> known.words() + "; " + known.next()).orElseGet(this::withoutCause);
  }

  private String withoutCause() {
    String stack = parts.getFirst().state();
    if (well) {
      return "nothing is wrong with it; a first request after a pause waits for a cold model";
    }
    if (stack.endsWith("_IN_PROGRESS") && !stack.contains("ROLLBACK")) {
      return "CloudFormation is at work on it: " + stack;
    }
    return stack.equals("DELETE_COMPLETE") && evidence.isEmpty()
        ? "it was deleted; ./slm deploy makes a new one"
        : "the cause is not known here; what was said of it follows";
  }

  /** What there is, a line for each part. */
  public String status() {
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      text.append(
          "%-8s %s: %s%n".formatted(part.fine() ? "ok" : "problem", part.kind(), said(part)));
    }
    stop.map(Report::text).ifPresent(text::append);
    return text.toString();
  }

  /** Why, and what tells so. */
  public String text() {
    StringBuilder text = new StringBuilder(firstLine()).append(System.lineSeparator());
    text.append(status());
    cause.ifPresent(known -> text.append(line("because", known.evidence())));
    if (!well) {
      evidence.forEach(said -> text.append(line(said.from(), said)));
    }
    return text.toString();
  }

  /** For a program. */
  public Map<String, Object> json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("summary", firstLine());
    all.put("well", well);
    all.put("cause", cause.map(Cause::id).orElse(well ? "none" : "unknown"));
    List<Map<String, Object>> listed = new ArrayList<>();
    for (Part part : parts) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("part", part.kind());
      one.put("name", part.name());
      one.put("state", part.state());
      part.since().ifPresent(time -> one.put("since", time.toString()));
      one.put("detail", part.detail());
      one.put("fine", part.fine());
      listed.add(one);
    }
    all.put("parts", listed);
    stop.ifPresent(report -> all.put("stop", report.json()));
    all.put("evidence", evidence.stream().map(Explanation::json).toList());
    return all;
  }

  private static Map<String, String> json(Evidence said) {
    Map<String, String> one = new LinkedHashMap<>();
    one.put("from", said.from());
    said.time().ifPresent(time -> one.put("time", time.toString()));
    one.put("text", said.text());
    return one;
  }

  private static String said(Part part) {
    return part.state()
        + part.since().map(time -> " since " + time).orElse("")
        + (part.detail().isEmpty() ? "" : ", " + part.detail());
  }

  private static String line(String from, Evidence said) {
    return "  %s%s: %s%n"
        .formatted(from, said.time().map(time -> " " + time).orElse(""), said.text());
  }
}
