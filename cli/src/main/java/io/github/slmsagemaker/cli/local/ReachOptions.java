package io.github.slmsagemaker.cli.local;

import io.github.slmsagemaker.deployment.Origins;
import io.github.slmsagemaker.local.frontdoor.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** From where else than this machine's own names the API may be reached. */
final class ReachOptions {
  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = {
        "A name that the Host header may have beside 127.0.0.1, localhost and [::1], such as",
        "host.docker.internal or a tunnel's. May be given several times."
      })
  private final List<String> hosts = new ArrayList<>();

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description = {
        "Let web pages of this origin use the API, such as http://localhost:3000. May be given",
        "several times. Default: no page may."
      })
  private final List<String> origins = new ArrayList<>();

  /**
   * @throws IllegalArgumentException where a value is no name or no origin
   */
  Reach reach() {
    Optional<String> problem = Origins.problem("--cors-origin", origins);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    return new Reach(hosts, new Origins(origins));
  }
}
