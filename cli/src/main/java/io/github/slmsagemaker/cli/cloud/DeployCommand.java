package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.explain.Explanation;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.cdk.CdkCommandLine;
import io.github.slmsagemaker.core.deployment.SignInNames;
import io.github.slmsagemaker.core.deployment.StackNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code slm deploy}: the stack in the account of the AWS credentials. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description =
        "Deploys to your AWS account, or changes what is deployed. Standard output then has two"
            + " lines for a shell, OPENAI_BASE_URL=... and how the key is read; everything else"
            + " goes to standard error. `slm doctor` says before whether it can succeed.")
public final class DeployCommand implements Callable<Integer> {
  /**
   * States of a stack that was never whole; "Stack status codes" in CloudFormation's user guide.
   */
  private static final Set<String> UNFINISHED =
      Set.of("CREATE_FAILED", "UPDATE_FAILED", "ROLLBACK_COMPLETE", "REVIEW_IN_PROGRESS");

  private static final String REMAINS =
      "what was made stays, the image and the logs included, so that the cause can be read: mend it"
          + " and deploy again, or remove everything with ./slm destroy";

  private final Terminal terminal;
  private final Cloud cloud;

  @Mixin private final ContextOption context = new ContextOption();

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask before permissions are given.")
  private boolean yes;

  @Spec private final CommandSpec spec = CommandSpec.create();

  public DeployCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    List<String> pairs = context.pairs(spec.commandLine());
    boolean neverWorked = neverWorked();
    boolean stopped = cloud.stopWanted();
    try {
      Path outputs = Files.createTempFile("slm-outputs", ".json");
      try {
        int status =
            new CdkCommandLine(cloud.home(), cloud.processes(), terminal::say)
                .deploy(pairs, outputs, yes, neverWorked);
        if (stopped) {
          stopAgain();
        }
        if (status == ExitCode.OK) {
          tell(JsonMapper.shared().readTree(outputs).path(StackNames.STACK));
        } else {
          explain();
          if (neverWorked && begun()) {
            terminal.say(REMAINS);
          }
        }
        return status;
      } finally {
        Files.deleteIfExists(outputs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first line alone: what the CDK's command line has said stands above it. */
  private void explain() {
    try {
      Explanation found = cloud.examine();
      if (!found.well()) {
        terminal.say(found.firstLine());
        terminal.say("./slm explain says what there is, and what AWS and the container said");
      }
    } catch (AccountFailure cannotBeAsked) {
      terminal.say("why is not known: " + cannotBeAsked.explanation());
    }
  }

  /** CloudFormation knows nothing of a stop, and gives a part that it changes its own values. */
  private void stopAgain() {
    terminal.say(
        cloud.brakes().stop().stopped()
            ? "the deployment was stopped before and still is: ./slm start starts it"
            : "the deployment was stopped before and is not quite now: run ./slm stop");
  }

  /** Rolling back a first deployment would delete its image and the logs that say why it failed. */
  private boolean neverWorked() {
    try {
      return cloud
          .account()
          .get()
          .stack(StackNames.STACK)
          .map(stack -> UNFINISHED.contains(stack.status()))
          .orElse(true);
    } catch (AccountFailure cannotBeAsked) {
      // The CDK's command line meets the same, and says so.
      return false;
    }
  }

  /** Not where settings were refused, or the account is not bootstrapped. */
  private boolean begun() {
    try {
      return cloud.account().get().stack(StackNames.STACK).isPresent();
    } catch (AccountFailure cannotBeAsked) {
      return false;
    }
  }

  private void tell(JsonNode outputs) {
    terminal.say("deployed; the dashboard: " + outputs.path(StackNames.DASHBOARD_URL).asString(""));
    terminal.out().println("OPENAI_BASE_URL=" + outputs.path(StackNames.BASE_URL).asString(""));
    String keys = outputs.path(StackNames.API_KEY_SECRET_ARNS).asString("");
    if (outputs.has(SignInNames.ISSUER)) {
      terminal.out().println("OPENAI_API_KEY=\"$(./slm login)\"");
    } else if (keys.isEmpty()) {
      terminal.say(
          "there is no key: with auth=iam requests are signed with AWS Signature Version 4, with"
              + " auth=cognito or jwt send a token of your pool or issuer");
    } else {
      String name = keys.contains(",") ? " " + keys.substring(0, keys.indexOf('=')) : "";
      terminal.out().println("OPENAI_API_KEY=\"$(./slm key%s)\"".formatted(name));
    }
    terminal.out().flush();
  }
}
