package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.ImageRegistry;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks this machine and the account what a deployment would meet. Changes nothing. */
public final class Doctor {
  /** Where the CDK keeps what it uploads; "Bootstrapping" in the CDK developer guide. */
  private static final String TOOLKIT = "CDKToolkit";

  private static final String VERSION_OUTPUT = "BootstrapVersion";

  /** The oldest that the rule in our templates accepts. */
  private static final int OLDEST_BOOTSTRAP = 6;

  private final Programs programs;
  private final Account account;
  private final ImageRegistry registry;

  public Doctor(Programs programs, Account account, ImageRegistry registry) {
    this.programs = programs;
    this.account = account;
    this.registry = registry;
  }

  /** Everything found, in the order in which it should be mended. */
  public List<Finding> examine(DeploymentSettings settings) {
    Deployment deployment = settings.deployment();
    List<Finding> findings = new ArrayList<>(new MachineChecks(programs).findings(deployment));
    Account.Identity caller;
    try {
      caller = account.identity();
    } catch (AccountFailure failure) {
      findings.add(
          Finding.problem(
              "AWS credentials",
              failure.explanation(),
              "once they work, run this again: the account was not looked at"));
      return findings;
    }
    findings.add(Finding.ok("AWS credentials", caller.arn() + " in " + caller.region()));
    findings.add(bootstrap(caller));
    findings.addAll(new QuotaChecks(account).findings(settings));
    findings.addAll(
        switch (deployment.placement()) {
          case Placement.Machine _ ->
              List.of(new ImageCheck(account, registry).finding(deployment, caller));
          case Placement.OnEndpoint there ->
              new EndpointCheck(account).findings(there, deployment.engine());
        });
    return findings;
  }

  private Finding bootstrap(Account.Identity caller) {
    String subject = "CDK bootstrap";
    String fix = "npx cdk bootstrap aws://%s/%s".formatted(caller.account(), caller.region());
    try {
      Optional<Account.Stack> toolkit = account.stack(TOOLKIT);
      if (toolkit.isEmpty()) {
        return Finding.problem(
            subject, "no stack %s in %s".formatted(TOOLKIT, caller.region()), fix);
      }
      String version = toolkit.get().outputs().getOrDefault(VERSION_OUTPUT, "0");
      return version.matches("\\d{1,6}") && Integer.parseInt(version) >= OLDEST_BOOTSTRAP
          ? Finding.ok(subject, "version " + version)
          : Finding.problem(
              subject, "version %s, %d wanted".formatted(version, OLDEST_BOOTSTRAP), fix);
    } catch (AccountFailure failure) {
      return Finding.unknown(subject, failure.explanation(), fix);
    }
  }
}
