package io.github.slmsagemaker.cli.login;

import io.github.slmsagemaker.authorizer.jwt.TokenSettings;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.terminal.ExitCode;
import io.github.slmsagemaker.cli.terminal.Terminal;
import io.github.slmsagemaker.core.deployment.SignInNames;
import io.github.slmsagemaker.core.deployment.StackNames;
import io.github.slmsagemaker.http.proxy.Proxies;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code slm login}: a token, for a deployment that takes tokens. */
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description =
        "Signs you in by your browser and prints a token alone, for"
            + " OPENAI_API_KEY=\"$(./slm login)\". Asks the deployment's own user pool, or another"
            + " issuer with --issuer and --client. No password goes through this program, and it"
            + " keeps no token.")
public final class LoginCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Account> account;

  @Option(names = "--issuer", paramLabel = "URL", description = "An OpenID Connect issuer.")
  private @Nullable URI issuer;

  @Option(
      names = "--client",
      paramLabel = "ID",
      description = {
        "An app client there without a secret, to whom the issuer may send browsers back at",
        "http://localhost:" + SignInNames.PORT + "/signed-in."
      })
  private @Nullable String client;

  @Option(
      names = "--scope",
      paramLabel = "SCOPES",
      description = "What to ask that issuer for, blanks between. Default: ${DEFAULT-VALUE}.")
  private String scopes = "openid";

  @Option(
      names = "--id-token",
      description =
          "Print the identity token, for a user pool without scopes, not the access token.")
  private boolean identity;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Port of that address on this machine; 0 takes a free one. Default: 8976.")
  private int port = SignInNames.PORT;

  @Spec private final CommandSpec spec = CommandSpec.create();

  /**
   * @param account asked only where no issuer is named
   */
  public LoginCommand(Terminal terminal, Supplier<Account> account) {
    this.terminal = terminal;
    this.account = account;
  }

  @Override
  public Integer call() {
    if ((issuer == null) != (client == null)) {
      throw new ParameterException(
          spec.commandLine(), "--issuer and --client belong together; give both or none");
    }
    CodeFlow.Client asked = issuer == null || client == null ? deployed() : other();
    Proxies proxies = new Proxies(terminal.environment());
    Tokens tokens = new CodeFlow(proxies, terminal::say, asked, port).tokens();
    terminal.say("the token ends in " + tokens.seconds() + " s");
    terminal.out().println(identity ? tokens.identity() : tokens.access());
    terminal.out().flush();
    return ExitCode.OK;
  }

  private CodeFlow.Client other() {
    try {
      return new CodeFlow.Client(
          TokenSettings.secure("--issuer", Objects.requireNonNull(issuer)),
          Objects.requireNonNull(client),
          scopes);
    } catch (IllegalArgumentException odd) {
      throw new ParameterException(spec.commandLine(), String.valueOf(odd.getMessage()));
    }
  }

  private CodeFlow.Client deployed() {
    Map<String, String> outputs =
        account.get().stack(StackNames.STACK).map(Account.Stack::outputs).orElse(Map.of());
    String address = outputs.get(SignInNames.ISSUER);
    if (address == null) {
      throw new AccountFailure(
          "there is no stack %s here with a user pool of its own: deploy with -c auth=cognito, or"
                  .formatted(StackNames.STACK)
              + " name the issuer with --issuer and --client");
    }
    return new CodeFlow.Client(
        URI.create(address),
        outputs.getOrDefault(SignInNames.CLIENT, ""),
        outputs.getOrDefault(SignInNames.SCOPES, scopes));
  }
}
