package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.core.deployment.SignInNames;
import io.github.slmsagemaker.core.deployment.StackNames;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code slm destroy}: deletes the stack through CloudFormation, which needs neither the CDK nor
 * the settings that it was deployed with.
 */
@Command(
    name = "destroy",
    mixinStandardHelpOptions = true,
    description =
        "Deletes the deployment from your AWS account. Says first what goes, what stays and what"
            + " that costs, and asks.")
public final class DestroyCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  public DestroyCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Account account = cloud.account().get();
    Account.Identity caller = account.identity();
    Optional<Account.Stack> stack = account.stack(StackNames.STACK);
    if (stack.isEmpty()) {
      terminal.say(
          "there is no stack %s in account %s, region %s: nothing to delete"
              .formatted(StackNames.STACK, caller.account(), caller.region()));
      return ExitCode.OK;
    }
    terminal.err().print(consequences(caller, stack.get()));
    terminal.err().flush();
    if (!yes && !cloud.question().agreed("Type yes to delete it: ")) {
      terminal.say("nothing was deleted; --yes answers the question");
      return ExitCode.NO;
    }
    account.deleteStack(StackNames.STACK);
    return awaitEnd(account, stack.get().status());
  }

  private static String consequences(Account.Identity caller, Account.Stack stack) {
    return """
    This deletes the stack %s from account %s, region %s:
    the API and its keys, the functions, the model's endpoint and its image, the logs of all of
    them, alarms, budget and dashboard. Clients stop working at once. A new deployment has another
    base URL and other keys.
    %s
    What stays:
      What the CDK has uploaded to the bucket and the repository of CDKToolkit (an image too, with
        imageBuild=docker): billed by the gigabyte and month until deleted there.
      The role by which API Gateway writes logs, and that setting of the account: they cost
        nothing.
      A log group of something that still wrote while it was deleted: the console of CloudWatch
        lists it; stored text is billed by the gigabyte and month.

    """
        .formatted(StackNames.STACK, caller.account(), caller.region(), pool(stack));
  }

  private static String pool(Account.Stack stack) {
    return stack.outputs().containsKey(SignInNames.ISSUER)
        ? "Its user pool goes too, with everybody who is in it; a new one begins empty.\n"
        : "";
  }

  /** Leaving earlier, by Ctrl-C, leaves CloudFormation at its work. */
  private int awaitEnd(Account account, String before) {
    String last = before;
    Optional<Account.Stack> stack = account.stack(StackNames.STACK);
    while (stack.isPresent()) {
      String status = stack.get().status();
      if (status.equals("DELETE_COMPLETE")) {
        break;
      }
      if (!status.equals(last)) {
        terminal.say(status);
        last = status;
      }
      if (status.equals("DELETE_FAILED")) {
        terminal.say(
            "CloudFormation could not delete everything; its events for %s say what and why"
                .formatted(StackNames.STACK));
        return ExitCode.NO;
      }
      cloud.pause().run();
      stack = account.stack(StackNames.STACK);
    }
    terminal.say("deleted");
    return ExitCode.OK;
  }
}
