package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.ImageRegistry;
import io.github.slmsagemaker.cli.cdk.Processes;
import io.github.slmsagemaker.cli.doctor.Programs;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What the commands about a deployment stand on.
 *
 * @param home the folder of the clone, with {@code cdk.json}
 * @param account the AWS account; made only by commands that ask it
 * @param registry where published images are
 * @param processes starts the CDK's command line
 * @param programs asks programs of this machine for their versions
 * @param question asks the person at the keyboard
 * @param pause lets time pass between two looks at something that takes long
 */
public record Cloud(
    Path home,
    Supplier<Account> account,
    Supplier<ImageRegistry> registry,
    Processes processes,
    Programs programs,
    Question question,
    Runnable pause) {

  /** Something to agree to. */
  @FunctionalInterface
  public interface Question {
    /** Whether the person says yes; nobody there is a no. */
    boolean agreed(String text);
  }
}
