package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a deployment needs on this machine. */
final class MachineChecks {
  /** As {@code package.json} says. */
  private static final int OLDEST_NODE = 20;

  private static final Pattern NODE = Pattern.compile("v(\\d+)\\..*");

  private final Programs programs;

  MachineChecks(Programs programs) {
    this.programs = programs;
  }

  List<Finding> findings(Deployment deployment) {
    List<Finding> findings = new ArrayList<>(List.of(node(), maven()));
    if (deployment.imageBuilder().filter(ModelImage.Builder.DOCKER::equals).isPresent()) {
      findings.add(docker());
    }
    return findings;
  }

  private Finding node() {
    String fix = "install Node %d or newer with npm (nodejs.org)".formatted(OLDEST_NODE);
    Optional<String> version = programs.says(List.of("node", "--version"));
    Matcher parts = NODE.matcher(version.orElse(""));
    if (!parts.matches()) {
      return Finding.problem("Node", "there is no node on the PATH", fix);
    }
    return Integer.parseInt(parts.group(1)) < OLDEST_NODE
        ? Finding.problem("Node", parts.group() + " is too old for the CDK", fix)
        : Finding.ok("Node", parts.group());
  }

  private Finding maven() {
    return programs
        .says(List.of("mvn", "--batch-mode", "--version"))
        .flatMap(text -> text.lines().filter(line -> line.contains("Apache Maven")).findFirst())
        .map(line -> Finding.ok("Maven", line.replaceFirst(".*Apache Maven ([0-9.]*).*", "$1")))
        .orElse(
            Finding.problem("Maven", "there is no mvn on the PATH", "install Maven 3.8 or newer"));
  }

  private Finding docker() {
    return programs
        .says(List.of("docker", "version", "--format", "{{.Server.Version}}"))
        .map(version -> Finding.ok("Docker", version))
        .orElse(
            Finding.problem(
                "Docker",
                "imageBuild=docker, and no Docker answers",
                "start Docker, or leave imageBuild out to build in CodeBuild"));
  }
}
