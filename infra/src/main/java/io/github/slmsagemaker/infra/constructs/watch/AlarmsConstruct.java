package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.deployment.Bounds;
import io.github.slmsagemaker.deployment.DeploymentSettings;
import io.github.slmsagemaker.deployment.Limits;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import io.github.slmsagemaker.infra.constructs.stop.HardStop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/** Tells a person what goes wrong, what it costs, and how it is going. */
public final class AlarmsConstruct extends Construct {
  private final Dashboard dashboard;

  /** Creates the topic, the alarms, the budget and the dashboard. */
  public AlarmsConstruct(Construct scope, String id, Props props) {
    super(scope, id);
    Topic topic = topic(props.email());
    Metrics metrics = new Metrics(props.model(), props.invoker(), props.api());
    Alarms.create(this, metrics, props.thresholds(), topic, props.stop());
    props
        .monthlyBudget()
        .ifPresent(dollars -> MonthlyBudget.create(this, dollars, topic, props.stop()));
    this.dashboard =
        Overview.create(
            this, metrics, props.model().deployment(), props.keys(), props.dollarsPerMonth());
  }

  /** Where the dashboard is seen. */
  public String dashboardUrl() {
    Stack stack = Stack.of(this);
    return "https://%s.console.aws.amazon.com/cloudwatch/home?region=%s#dashboards/dashboard/%s"
        .formatted(stack.getRegion(), stack.getRegion(), dashboard.getDashboardName());
  }

  /** A policy of its own replaces the one that lets the account's alarms publish. */
  private Topic topic(Optional<String> email) {
    Topic topic =
        Topic.Builder.create(this, "Topic").displayName("slm-sagemaker").enforceSsl(true).build();
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsPublish")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(
                Map.of("StringEquals", Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
            .build());
    email.ifPresent(address -> topic.addSubscription(new EmailSubscription(address)));
    return topic;
  }

  /**
   * What to watch, and whom to tell.
   *
   * @param model the model
   * @param invoker what calls it
   * @param api what is called by clients
   * @param thresholds when to ring
   * @param email who is told; empty leaves the topic without a subscriber
   * @param monthlyBudget US dollars that the account may spend in a month before someone is told;
   *     empty for no budget
   * @param stop what stops the deployment when that is spent; empty for being told only
   * @param keys whose use is shown apart
   * @param dollarsPerMonth limit of what calls may cost, to be shown beside what they do; empty for
   *     none
   */
  public record Props(
      SageMakerConstruct model,
      InvokerConstruct invoker,
      ApiConstruct api,
      Thresholds thresholds,
      Optional<String> email,
      OptionalDouble monthlyBudget,
      Optional<HardStop> stop,
      WatchedKeys keys,
      OptionalDouble dollarsPerMonth) {

    public Props {
      Objects.requireNonNull(keys, "keys");
      Objects.requireNonNull(dollarsPerMonth, "dollarsPerMonth");
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(invoker, "invoker");
      Objects.requireNonNull(api, "api");
      Objects.requireNonNull(thresholds, "thresholds");
      Objects.requireNonNull(monthlyBudget, "monthlyBudget");
      Objects.requireNonNull(stop, "stop");
      Bounds.require(List.of(email.flatMap(address -> Limits.email("alarmEmail", address))));
    }

    /** The usual alarms; nobody is told until the topic has a subscriber. */
    public static Props of(SageMakerConstruct model, InvokerConstruct invoker, ApiConstruct api) {
      return new Props(
          model,
          invoker,
          api,
          Thresholds.of(model.deployment().lane()),
          Optional.empty(),
          DeploymentSettings.USUAL_BUDGET,
          Optional.empty(),
          WatchedKeys.NONE,
          OptionalDouble.empty());
    }

    /** The same, telling this address, once it has confirmed. */
    public Props withEmail(String address) {
      return new Props(
          model,
          invoker,
          api,
          thresholds,
          Optional.of(address),
          monthlyBudget,
          stop,
          keys,
          dollarsPerMonth);
    }

    /** The same with another budget, in US dollars, or none. */
    public Props withMonthlyBudget(OptionalDouble dollars) {
      return new Props(
          model, invoker, api, thresholds, email, dollars, stop, keys, dollarsPerMonth);
    }

    /** The same with other thresholds. */
    public Props withThresholds(Thresholds other) {
      return new Props(
          model, invoker, api, other, email, monthlyBudget, stop, keys, dollarsPerMonth);
    }

    /** The same, stopping the deployment when the budget is spent. */
    public Props withStop(HardStop other) {
      return new Props(
          model,
          invoker,
          api,
          thresholds,
          email,
          monthlyBudget,
          Optional.of(other),
          keys,
          dollarsPerMonth);
    }

    /** The same, with the use of some keys shown apart. */
    public Props withKeys(WatchedKeys other) {
      return new Props(
          model, invoker, api, thresholds, email, monthlyBudget, stop, other, dollarsPerMonth);
    }

    /** The same, with a limit shown beside what calls cost. */
    public Props withDollarsPerMonth(OptionalDouble limit) {
      return new Props(model, invoker, api, thresholds, email, monthlyBudget, stop, keys, limit);
    }
  }
}
