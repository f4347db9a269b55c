package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.Deployed;
import io.github.slmsagemaker.cli.account.ImageRegistry;
import io.github.slmsagemaker.cli.account.Services;
import io.github.slmsagemaker.cli.account.Stacks;
import io.github.slmsagemaker.cli.cdk.Processes;
import io.github.slmsagemaker.cli.doctor.Programs;
import io.github.slmsagemaker.cli.stop.Brakes;
import io.github.slmsagemaker.cli.explain.Examination;
import io.github.slmsagemaker.cli.explain.Explanation;
import io.github.slmsagemaker.core.deployment.StackNames;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the commands about a deployment stand on.
 *
 * @param home the folder of the clone, with {@code cdk.json}
 * @param account the AWS account; made only by commands that ask it
 * @param stacks what CloudFormation knows of deployments
 * @param services what deployments are made of
 * @param registry where published images are
 * @param processes starts the CDK's command line
 * @param programs asks programs of this machine for their versions
 * @param question asks the person at the keyboard
 * @param pause lets time pass between two looks at something that takes long
 */
public record Cloud(
    Path home,
    Supplier<Account> account,
    Supplier<Stacks> stacks,
    Supplier<Services> services,
    Supplier<ImageRegistry> registry,
    Processes processes,
    Programs programs,
    Question question,
    Runnable pause) {

  /**
   * What stops the deployment that is there.
   *
   * @throws AccountFailure if there is none
   */
  Brakes brakes() {
    return Brakes.of(services.get(), stacks.get(), Deployed.require(stacks.get(), account.get()));
  }

  /**
   * The deployment that is there, or the last one that was.
   *
   * @throws AccountFailure if there was none
   */
  Deployed deployed() {
    return Deployed.find(stacks.get())
        .orElseThrow(
            () ->
                new AccountFailure(
                    "there is no stack %s in %s, nor was there one in the last 90 days"
                        .formatted(StackNames.STACK, account.get().identity().region())));
  }

  /** How that is, and why. */
  Explanation examine() {
    return Examination.of(services.get(), stacks.get(), deployed());
  }

  /** Whether a stop of the deployment was begun; not where there is none, or it cannot be asked. */
  boolean stopWanted() {
    try {
      return Deployed.find(stacks.get())
          .filter(deployed -> !deployed.stack().gone())
          .map(deployed -> Brakes.of(services.get(), stacks.get(), deployed))
          .map(brakes -> brakes.look().stopWanted())
          .orElse(false);
    } catch (AccountFailure cannotBeAsked) {
      return false;
    }
  }

  /** Something to agree to. */
  @FunctionalInterface
  public interface Question {
    /** Whether the person says yes; nobody there is a no. */
    boolean agreed(String text);
  }
}
