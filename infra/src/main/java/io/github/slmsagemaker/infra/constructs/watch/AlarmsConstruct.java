package io.github.slmsagemaker.infra.constructs.watch;

import io.github.slmsagemaker.infra.constructs.Limits;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import io.github.slmsagemaker.core.deployment.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
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
    Metrics metrics = new Metrics(props);
    Alarms.create(this, metrics, props.thresholds(), topic);
    MonthlyBudget.create(this, props.monthlyBudget(), topic);
    this.dashboard = Overview.create(this, metrics, props.model().props());
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
   * When to ring; each is reached by being equal.
   *
   * @param requestsPerHour requests in an hour
   * @param tokensPerDay tokens read and generated in a day
   * @param clientErrors 4xx replies in five minutes, three times in a row
   * @param serverErrors 5xx replies in five minutes
   * @param slowReply time to the end of a reply that 95 in 100 stay below
   */
  public record Thresholds(
      int requestsPerHour,
      int tokensPerDay,
      int clientErrors,
      int serverErrors,
      Duration slowReply) {

    public Thresholds {
      Objects.requireNonNull(slowReply, "slowReply");
      if (Math.min(Math.min(requestsPerHour, tokensPerDay), Math.min(clientErrors, serverErrors))
              < 1
          || !slowReply.isPositive()) {
        throw new IllegalArgumentException(
            "a threshold is %s, expected each to be more than 0"
                .formatted(
                    List.of(requestsPerHour, tokensPerDay, clientErrors, serverErrors, slowReply)));
      }
    }

    /** What one person or a small team would find odd. */
    public static Thresholds of(Lane lane) {
      Duration slow =
          switch (lane) {
            case SERVERLESS -> Duration.ofMinutes(4);
            case GPU, ALWAYS_ON -> Duration.ofMinutes(1);
          };
      return new Thresholds(500, 1_000_000, 50, 5, slow);
    }
  }

  /**
   * What to watch, and whom to tell.
   *
   * @param model the model
   * @param invoker what calls it
   * @param api what is called by clients
   * @param thresholds when to ring
   * @param email who is told; empty leaves the topic without a subscriber
   * @param monthlyBudget US dollars that the account may spend in a month before someone is told
   */
  public record Props(
      SageMakerConstruct model,
      InvokerConstruct invoker,
      ApiConstruct api,
      Thresholds thresholds,
      Optional<String> email,
      double monthlyBudget) {

    /** More than a quiet serverless month costs, less than a GPU that was left on. */
    public static final double DEFAULT_MONTHLY_BUDGET = 25;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    public Props {
      Objects.requireNonNull(model, "model");
      Objects.requireNonNull(invoker, "invoker");
      Objects.requireNonNull(api, "api");
      Objects.requireNonNull(thresholds, "thresholds");
      Limits.require(
          List.of(email.flatMap(Props::emailProblem), Limits.monthlyBudget(monthlyBudget)));
    }

    /** The usual alarms; nobody is told until the topic has a subscriber. */
    public static Props of(SageMakerConstruct model, InvokerConstruct invoker, ApiConstruct api) {
      return new Props(
          model,
          invoker,
          api,
          Thresholds.of(model.props().lane()),
          Optional.empty(),
          DEFAULT_MONTHLY_BUDGET);
    }

    /** The same, telling this address, once it has confirmed. */
    public Props withEmail(String address) {
      return new Props(model, invoker, api, thresholds, Optional.of(address), monthlyBudget);
    }

    /** The same with another budget, in US dollars. */
    public Props withMonthlyBudget(double dollars) {
      return new Props(model, invoker, api, thresholds, email, dollars);
    }

    /** The same with other thresholds. */
    public Props withThresholds(Thresholds other) {
      return new Props(model, invoker, api, other, email, monthlyBudget);
    }

    /** What is wrong with an address. */
    public static Optional<String> emailProblem(String address) {
      return EMAIL.matcher(address).matches()
          ? Optional.empty()
          : Optional.of("alarmEmail is '%s', expected an e-mail address".formatted(address));
    }
  }
}
