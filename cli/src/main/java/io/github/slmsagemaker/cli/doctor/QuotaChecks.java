package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the account's quotas leave room for a deployment. Names as Service Quotas writes them.
 */
final class QuotaChecks {
  static final String MEMORY = "Memory size in MB per serverless endpoint";
  static final String CONCURRENCY =
      "Maximum total concurrency that can be allocated across all serverless endpoints";

  /** The size of machine that the stack builds its image on. */
  static final String BUILDS = "Concurrently running builds for Linux/Medium environment";

  private static final String SMALLER =
      "or deploy the 3B: -c model=hermes-3-llama-3.2-3b -c memoryMb=3072";

  /** What must be left to it while the invoker waits. */
  private static final int AUTHORIZERS = 1;

  private final Account account;

  QuotaChecks(Account account) {
    this.account = account;
  }

  List<Finding> findings(DeploymentSettings settings) {
    Deployment deployment = settings.deployment();
    List<Finding> findings = new ArrayList<>(model(deployment));
    if (deployment.imageBuilder().filter(ModelImage.Builder.CODEBUILD::equals).isPresent()) {
      findings.addAll(builds());
    }
    findings.add(functions(settings));
    return findings;
  }

  private List<Finding> model(Deployment deployment) {
    return switch (deployment.placement()) {
      case Placement.Serverless serverless ->
          serverless(serverless.memoryMb(), deployment.maxConcurrency());
      case Placement.OnInstances instances -> instances(instances);
      case Placement.OnEndpoint _ -> List.of();
    };
  }

  private List<Finding> serverless(int memoryMb, int atOnce) {
    return asked(
        "sagemaker",
        Set.of(MEMORY, CONCURRENCY),
        found -> List.of(memory(memoryMb, found), concurrency(atOnce, found)));
  }

  /** Some accounts do not list this one, and enforce it. */
  private static Finding memory(int memoryMb, Map<String, Double> found) {
    Double most = found.get(MEMORY);
    if (most == null) {
      return memoryMb <= Platform.load().newAccount().serverlessMemoryMb()
          ? Finding.ok(MEMORY, "not listed; new accounts have 3072 MB, which is enough")
          : Finding.unknown(
              MEMORY,
              "not listed here, and often 3072 MB in a new account; the deployment takes %d MB"
                  .formatted(memoryMb),
              "ask AWS support for %d MB, %s".formatted(memoryMb, SMALLER));
    }
    return enough(MEMORY, most, memoryMb, SMALLER);
  }

  private static Finding concurrency(int atOnce, Map<String, Double> found) {
    Double most = found.get(CONCURRENCY);
    return most == null
        ? Finding.unknown(CONCURRENCY, "not listed", "look in the console of Service Quotas")
        : enough(CONCURRENCY, most, atOnce, "or lower maxConcurrency");
  }

  private List<Finding> instances(Placement.OnInstances instances) {
    String name = instances.instanceType() + " for endpoint usage";
    String other =
        instances.leastInstances() == 0
            ? "or another -c instanceType=..., or the lane serverless"
            : "or another -c instanceType=...";
    return asked(
        "sagemaker",
        Set.of(name),
        found ->
            List.of(
                found.containsKey(name)
                    ? enough(name, found.get(name), 1, other)
                    : Finding.unknown(name, "not listed", "check that the type is for hosting")));
  }

  private List<Finding> builds() {
    return asked(
        "codebuild",
        Set.of(BUILDS),
        found ->
            List.of(
                found.containsKey(BUILDS)
                    ? enough(BUILDS, found.get(BUILDS), 1, "or -c imageBuild=docker")
                    : Finding.unknown(BUILDS, "not listed", "or take -c imageBuild=docker")));
  }

  /** A caller who waits for a cold model occupies the invoker all the while. */
  private Finding functions(DeploymentSettings settings) {
    String name = "Lambda concurrency";
    int atOnce = Math.max(settings.deployment().maxConcurrency(), settings.throttle().burst());
    int wanted = atOnce + AUTHORIZERS;
    try {
      int free = account.functionConcurrency();
      return free >= wanted
          ? Finding.ok(name, "%d at once, the deployment uses up to %d".formatted(free, wanted))
          : Finding.advice(
              name,
              ("%d at once are not reserved, %d would be used: where callers who wait take all of them,"
                      + " the authorizer cannot run and everybody is refused")
                  .formatted(free, wanted),
              "ask for more in Service Quotas, lambda, 'Concurrent executions', or lower burstLimit"
                  + " and maxConcurrency");
    } catch (AccountFailure failure) {
      return Finding.unknown(name, failure.explanation(), "");
    }
  }

  private List<Finding> asked(String service, Set<String> names, Answer answer) {
    try {
      return answer.findings(account.quotas(service, names));
    } catch (AccountFailure failure) {
      return names.stream()
          .sorted()
          .map(name -> Finding.unknown(name, failure.explanation(), ""))
          .toList();
    }
  }

  private static Finding enough(String name, double most, int wanted, String otherwise) {
    return most >= wanted
        ? Finding.ok(name, "%.0f, %d wanted".formatted(most, wanted))
        : Finding.problem(
            name,
            "%.0f, but %d wanted".formatted(most, wanted),
            "ask for %d in the console of Service Quotas, %s".formatted(wanted, otherwise));
  }

  /** What quotas mean. */
  @FunctionalInterface
  private interface Answer {
    List<Finding> findings(Map<String, Double> found);
  }
}
