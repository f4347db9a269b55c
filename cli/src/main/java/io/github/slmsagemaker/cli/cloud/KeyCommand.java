package io.github.slmsagemaker.cli.cloud;

import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.core.deployment.SignInNames;
import io.github.slmsagemaker.core.deployment.StackNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slm key}: a key's value, from where the stack keeps it. */
@Command(
    name = "key",
    mixinStandardHelpOptions = true,
    description =
        "Reads an API key of the deployment from Secrets Manager and prints it alone, for"
            + " OPENAI_API_KEY=\"$(./slm key)\".")
public final class KeyCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Cloud cloud;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Which key, where the deployment has several.")
  private @Nullable String name;

  public KeyCommand(Terminal terminal, Cloud cloud) {
    this.terminal = terminal;
    this.cloud = cloud;
  }

  @Override
  public Integer call() {
    Account account = cloud.account().get();
    terminal.out().println(account.secret(arn(secrets(account))));
    terminal.out().flush();
    return ExitCode.OK;
  }

  private static Map<String, String> secrets(Account account) {
    Account.Stack stack = account.deployed();
    Map<String, String> secrets = new LinkedHashMap<>();
    String listed = stack.outputs().getOrDefault(StackNames.API_KEY_SECRET_ARNS, "");
    for (String pair : listed.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        secrets.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    if (secrets.isEmpty()) {
      throw new AccountFailure(
          "the stack %s has no keys: %s".formatted(StackNames.STACK, instead(stack.outputs())));
    }
    return secrets;
  }

  private static String instead(Map<String, String> outputs) {
    return outputs.containsKey(SignInNames.ISSUER)
        ? "it takes tokens of its user pool; ./slm login prints one"
        : "with auth=cognito or jwt a token of your pool or issuer opens it (./slm login --issuer"
            + " URL --client ID prints one), with auth=iam requests are signed; or its deployment"
            + " is not over";
  }

  private String arn(Map<String, String> secrets) {
    String names = String.join(", ", secrets.keySet());
    if (name == null && secrets.size() > 1) {
      throw new AccountFailure("the deployment has several keys, name one of: " + names);
    }
    String arn = name == null ? secrets.values().iterator().next() : secrets.get(name);
    if (arn == null) {
      throw new AccountFailure("there is no key '%s'; there is: %s".formatted(name, names));
    }
    return arn;
  }
}
