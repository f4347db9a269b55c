package io.github.slmsagemaker.cli.account;

/**
 * A service that is asked in JSON, without a client of its own: together they would be larger than
 * everything else that {@code slm} loads, for a call or two each.
 */
public enum Service {
  SAGEMAKER("sagemaker", "api.sagemaker", "SageMaker."),
  SCALING("application-autoscaling", "application-autoscaling", "AnyScaleFrontendService."),
  LOGS("logs", "logs", "Logs_20140328."),
  BUILDS("codebuild", "codebuild", "CodeBuild_20161006."),
  FUNCTIONS("lambda", "lambda", ""),
  API("apigateway", "apigateway", "");

  private final String signingName;
  private final String host;
  private final String target;

  Service(String signingName, String host, String target) {
    this.signingName = signingName;
    this.host = host;
    this.target = target;
  }

  String signingName() {
    return signingName;
  }

  /** What its host's name begins with. */
  String host() {
    return host;
  }

  /** What stands before an action's name; empty where paths name what is asked. */
  String target() {
    return target;
  }
}
