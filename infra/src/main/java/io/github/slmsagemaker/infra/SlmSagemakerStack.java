package io.github.slmsagemaker.infra;

import io.github.slmsagemaker.infra.constructs.watch.WatchedKeys;
import io.github.slmsagemaker.core.deployment.StackNames;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.ledger.LedgerConstruct;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import io.github.slmsagemaker.infra.constructs.stop.HardStop;
import io.github.slmsagemaker.infra.constructs.watch.AlarmsConstruct;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * A model behind an OpenAI-compatible API: client, API Gateway, Lambda, SageMaker.
 *
 * <p>Outputs, none of which is a secret: {@code BaseUrl}, {@code EndpointName}, {@code
 * DashboardUrl}; with API keys {@code ApiKeyIds} and {@code ApiKeySecretArns} as {@code NAME=VALUE}
 * between commas; with budgets {@code LedgerTable}; with a user pool of its own what {@code slm
 * login} needs.
 */
public final class SlmSagemakerStack extends Stack {
  /**
   * Creates every part.
   *
   * @param invokerCode folder that becomes the invoker's package
   */
  public SlmSagemakerStack(
      Construct scope, String id, StackProps place, DeploymentSettings settings, Path invokerCode) {
    super(scope, id, place);

    var model = new SageMakerConstruct(this, "Model", settings.deployment());
    var invoker =
        new InvokerConstruct(
            this,
            "Invoker",
            InvokerConstruct.Props.of(model, invokerCode).withOrigins(settings.origins()));
    var api =
        new ApiConstruct(
            this,
            "Api",
            ApiConstruct.Props.of(invoker.function())
                .withAccess(settings.access())
                .withThrottle(settings.throttle())
                .withOrigins(settings.origins())
                .withLogRole(settings.setsGatewayLogRole()));
    if (settings.spending().limits()) {
      var ledger = new LedgerConstruct(this, "Ledger");
      ledger.grantUse(invoker.function());
      invoker.tell(
          ledger.environment(settings.spending(), api.keyIds(), settings.deployment().placement()));
      output(StackNames.LEDGER_TABLE, "Table that budgets are kept in", ledger.tableName());
    }
    var keys = WatchedKeys.of(api.keyIds());
    invoker.tell(keys.environment());
    var watch =
        AlarmsConstruct.Props.of(model, invoker, api)
            .withMonthlyBudget(settings.monthlyBudget())
            .withKeys(keys)
            .withDollarsPerMonth(settings.spending().dollarsPerMonth());
    if (settings.budgetStops()) {
      watch = watch.withStop(new HardStop(this, "Stop", model, invoker, api));
    }
    var alarms =
        new AlarmsConstruct(
            this, "Alarms", settings.alarmEmail().map(watch::withEmail).orElse(watch));

    output(StackNames.BASE_URL, "Base URL for OpenAI's clients", api.baseUrl());
    output(StackNames.ENDPOINT_NAME, "SageMaker endpoint", model.endpointName());
    output(StackNames.DASHBOARD_URL, "CloudWatch dashboard", alarms.dashboardUrl());
    output(StackNames.API_KEY_IDS, "Ids of the API keys by name", api.keyIds());
    output(
        StackNames.API_KEY_SECRET_ARNS,
        "Secrets that hold the API keys, by name",
        api.keySecretArns());
    api.signIn().forEach((name, value) -> output(name, "For slm login", value));
  }

  private void output(String id, String description, String value) {
    CfnOutput.Builder.create(this, id).description(description).value(value).build();
  }

  private void output(String id, String description, Map<String, String> byName) {
    if (!byName.isEmpty()) {
      output(
          id,
          description,
          byName.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.joining(",")));
    }
  }
}
