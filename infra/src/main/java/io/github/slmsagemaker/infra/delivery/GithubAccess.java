package io.github.slmsagemaker.infra.delivery;

import io.github.slmsagemaker.deployment.reader.InvalidSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may deploy.
 *
 * @param repository {@code OWNER/NAME} on GitHub
 * @param environment the repository's protected environment
 * @param providerArn the account's identity provider for GitHub where it has one already: an
 *     account can have only one
 */
public record GithubAccess(String repository, String environment, Optional<String> providerArn) {
  /** Context key of {@link #repository}. */
  public static final String REPOSITORY = "githubRepository";

  /** Context key of {@link #environment}. */
  public static final String ENVIRONMENT = "githubEnvironment";

  /** Context key of {@link #providerArn}. */
  public static final String PROVIDER_ARN = "githubProviderArn";

  private static final String DEFAULT_ENVIRONMENT = "production";

  // No asterisk or colon: the value ends up in the subject that the role trusts.
  private static final Pattern REPOSITORY_FORM = Pattern.compile("[\\w.-]+/[\\w.-]+");
  private static final Pattern ENVIRONMENT_FORM = Pattern.compile("[\\w.-]+");
  private static final Pattern PROVIDER_FORM =
      Pattern.compile(
          "arn:[\\w-]+:iam::\\d{12}:oidc-provider/token\\.actions\\.githubusercontent\\.com");

  /**
   * Reads the context keys.
   *
   * @throws InvalidSettings listing everything that is wrong
   */
  public static GithubAccess fromContext(Map<String, String> context) {
    String repository = context.getOrDefault(REPOSITORY, "");
    String environment = context.getOrDefault(ENVIRONMENT, DEFAULT_ENVIRONMENT);
    Optional<String> provider = Optional.ofNullable(context.get(PROVIDER_ARN));
    List<String> problems = new ArrayList<>();
    require(REPOSITORY_FORM, REPOSITORY, repository, "OWNER/NAME", problems);
    require(ENVIRONMENT_FORM, ENVIRONMENT, environment, "a name such as production", problems);
    provider.ifPresent(
        arn ->
            require(
                PROVIDER_FORM,
                PROVIDER_ARN,
                arn,
                "arn:aws:iam::ACCOUNT:oidc-provider/token.actions.githubusercontent.com",
                problems));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
    return new GithubAccess(repository, environment, provider);
  }

  /** The subject of the tokens that GitHub gives to jobs of this environment. */
  String subject() {
    return "repo:" + repository + ":environment:" + environment;
  }

  private static void require(
      Pattern form, String key, String value, String expected, List<String> problems) {
    if (!form.matcher(value).matches()) {
      problems.add("%s is '%s', expected %s; pass -c %s=...".formatted(key, value, expected, key));
    }
  }
}
