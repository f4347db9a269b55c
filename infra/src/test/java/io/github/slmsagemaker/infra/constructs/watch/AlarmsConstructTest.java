package io.github.slmsagemaker.infra.constructs.watch;

import java.util.stream.IntStream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.core.deployment.MetricNames;
import io.github.slmsagemaker.infra.Synthesised;
import io.github.slmsagemaker.infra.Template;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AlarmsConstructTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final Template SERVERLESS = Synthesised.serverless();
  private static final Template GPU = Synthesised.gpu();

  @Test
  void a_person_is_told_of_exactly_these_things() {
    assertThat(told(SERVERLESS))
        .containsExactlyInAnyOrder(
            "SlmSagemaker Requests Sum 3600 s >= 500, 1 times",
            "prompt + completion >= 1000000, 1 times",
            "AWS/ApiGateway 4XXError Sum 300 s >= 50, 3 times",
            "AWS/ApiGateway 5XXError Sum 300 s >= 5, 1 times",
            "SlmSagemaker ServerErrors Sum 300 s >= 5, 1 times",
            "AWS/Lambda Throttles Sum 300 s >= 1, 1 times",
            "SlmSagemaker Duration p95 300 s >= 240000, 3 times",
            "AWS/SageMaker ModelSetupTime Maximum 300 s >= 150000000, 1 times");
  }

  @Test
  void on_the_gpu_lanes_it_is_capacity_instead_of_cold_starts() {
    assertThat(told(GPU))
        .contains(
            "AWS/SageMaker NoCapacityInvocationFailures Sum 300 s >= 1, 6 times",
            "SlmSagemaker Duration p95 300 s >= 60000, 3 times")
        .noneMatch(alarm -> alarm.contains("ModelSetupTime"));
  }

  @Test
  void every_alarm_for_people_rings_the_topic_and_is_silent_without_traffic() {
    String topic = "${%s}".formatted(SERVERLESS.idOf("AWS::SNS::Topic", "Alarms"));

    assertThat(SERVERLESS.properties(ALARM))
        .allSatisfy(
            alarm -> {
              assertThat(Template.each(alarm.get("AlarmActions")).stream().map(Template::brief))
                  .containsExactly(topic);
              assertThat(alarm.get("TreatMissingData").asString()).isEqualTo("notBreaching");
              assertThat(alarm.get("AlarmDescription").asString()).isNotBlank();
            });
  }

  @Test
  void our_metrics_are_told_apart_by_the_endpoint() {
    JsonNode alarm = SERVERLESS.named(ALARM, "AlarmsUnusualVolume");

    assertThat(alarm.at("/Dimensions/0/Name").asString()).isEqualTo(MetricNames.ENDPOINT_DIMENSION);
    assertThat(alarm.at("/Dimensions/0/Value").asString())
        .isEqualTo(SERVERLESS.only("AWS::SageMaker::Endpoint").get("EndpointName").asString());
  }

  @Test
  void the_apis_metrics_are_found_by_the_name_that_the_api_has() {
    JsonNode dimensions = SERVERLESS.named(ALARM, "AlarmsServerErrors").get("Dimensions");

    assertThat(dimensions.get(0).get("Value").asString())
        .isEqualTo(SERVERLESS.only("AWS::ApiGateway::RestApi").get("Name").asString());
    assertThat(dimensions.get(1).get("Value").asString())
        .isEqualTo(SERVERLESS.only("AWS::ApiGateway::Stage").get("StageName").asString());
  }

  @Test
  void the_topic_takes_messages_from_alarms_and_budgets_of_this_account_only() {
    List<String> allowed =
        SERVERLESS
            .only("AWS::SNS::TopicPolicy")
            .at("/PolicyDocument/Statement")
            .valueStream()
            .filter(statement -> statement.get("Effect").asString().equals("Allow"))
            .map(
                statement ->
                    "%s by %s of %s"
                        .formatted(
                            statement.get("Action").asString(),
                            statement.at("/Principal/Service").asString(),
                            Template.brief(
                                statement.at("/Condition/StringEquals/aws:SourceAccount"))))
            .toList();

    assertThat(allowed)
        .containsExactly(
            "sns:Publish by cloudwatch.amazonaws.com of ${AWS::AccountId}",
            "sns:Publish by budgets.amazonaws.com of ${AWS::AccountId}");
  }

  @Test
  void nobody_is_subscribed_unless_an_address_is_given() {
    assertThat(SERVERLESS.resources("AWS::SNS::Subscription")).isEmpty();
  }

  @Test
  void the_budget_warns_at_half_at_all_and_when_all_is_foreseen() {
    JsonNode budget = SERVERLESS.only("AWS::Budgets::Budget");

    assertThat(budget.get("Budget").toString())
        .isEqualTo(
            "{\"BudgetLimit\":{\"Amount\":25,\"Unit\":\"USD\"},"
                + "\"BudgetType\":\"COST\",\"TimeUnit\":\"MONTHLY\"}");
    assertThat(
            budget
                .get("NotificationsWithSubscribers")
                .valueStream()
                .map(
                    alert ->
                        alert.at("/Notification/NotificationType").asString()
                            + " "
                            + alert.at("/Notification/Threshold").asInt()))
        .containsExactly("ACTUAL 50", "ACTUAL 100", "FORECASTED 100");
  }

  @Test
  void the_dashboard_shows_six_graphs_in_two_rows() {
    assertThat(titles(SERVERLESS))
        .containsExactly(
            "Traffic",
            "Tokens",
            "Milliseconds to the first token, and to the end",
            "Errors and cold starts",
            "Cost of the model by the hour",
            "Requests in flight, and what the model takes at once");
  }

  @Test
  void with_several_keys_each_has_a_line_by_its_name() {
    Template several = Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "keys", "alice,bob"));
    String alice = several.idOf("AWS::ApiGateway::ApiKey", "ApiKeysKeyalice");

    assertThat(titles(several).subList(6, 9))
        .containsExactly(
            "Tokens by the hour, of each key",
            "Milliseconds to the first token, of each key",
            "Errors by the hour, of each key");
    assertThat(titles(several)).hasSize(9);
    assertThat(dashboard(several))
        .contains(
            "\"SlmSagemaker\",\"PromptTokens\"",
            "\"Key\",\"${" + alice + "}\"",
            "\"Key\",\"other\"",
            "\"label\":\"alice\"",
            "\"label\":\"bob\"",
            "\"label\":\"all others\"");
    assertThat(variables(several))
        .endsWith("${" + several.idOf("AWS::ApiGateway::ApiKey", "ApiKeysKeybob") + "}")
        .startsWith("${" + alice + "},");
    assertThat(variables(SERVERLESS)).as("one key is all keys").isEmpty();
  }

  @Test
  void of_many_keys_the_first_twenty_have_metrics_of_their_own() {
    String names =
        IntStream.range(0, 25).mapToObj(at -> "key" + at).collect(Collectors.joining(","));
    Template many = Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "keys", names));

    assertThat(variables(many).split(",", -1)).hasSize(20);
    assertThat(dashboard(many))
        .contains("\"label\":\"key19\"", "\"label\":\"all others\"")
        .doesNotContain("\"label\":\"key20\"");
  }

  @Test
  void a_limit_on_the_months_money_is_shown_beside_what_was_spent() {
    Template limited =
        Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "dollarsPerMonth", "12.5"));

    assertThat(titles(limited).getLast())
        .isEqualTo("Cost of the model in the last 30 days, and dollarsPerMonth");
    assertThat(titles(limited)).hasSize(7);
    assertThat(dashboard(limited))
        .contains("RUNNING_SUM(FILL(hour, 0))", "\"value\":12.5", "\"start\":\"-P30D\"");
  }

  @Test
  void the_cost_is_estimated_by_what_is_paid_for() {
    assertThat(dashboard(SERVERLESS))
        .contains("busy / 1000000 * 0.00012", "\"AWS/SageMaker\",\"ModelLatency\"");
    assertThat(dashboard(GPU)).contains("minutes / 60 * 1.41");
    assertThat(dashboard(Synthesised.of(Map.of("lane", "gpu", "instanceType", "ml.g6.xlarge"))))
        .contains("No price of ml.g6.xlarge is known here");
  }

  @Test
  void every_metric_of_ours_is_one_that_the_invoker_emits() throws IllegalAccessException {
    Set<String> known = new TreeSet<>();
    for (var field : MetricNames.class.getFields()) {
      known.add((String) field.get(null));
    }
    Set<String> shown = new TreeSet<>();
    JsonMapper.shared()
        .readTree(dashboard(SERVERLESS))
        .get("widgets")
        .valueStream()
        .flatMap(widget -> widget.at("/properties/metrics").valueStream())
        .filter(metric -> metric.get(0).toString().contains(MetricNames.NAMESPACE))
        .forEach(metric -> shown.add(metric.get(1).asString()));

    assertThat(known).containsAll(shown);
    assertThat(shown).hasSizeGreaterThan(6);
  }

  @Test
  void thresholds_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Thresholds(1, 1, 0, 1, Duration.ofSeconds(1)))
        .hasMessageContaining("expected each to be more than 0");
  }

  @Test
  void without_a_budget_none_is_made() {
    Template template = Synthesised.of(Map.of("imageUri", Synthesised.IMAGE, "monthlyBudget", "0"));

    assertThat(template.resources("AWS::Budgets::Budget")).isEmpty();
    assertThat(template.json().toString()).doesNotContain("budgets.amazonaws.com");
    assertThat(Synthesised.serverless().resources("AWS::Budgets::Budget")).hasSize(1);
  }

  private static Set<String> told(Template template) {
    return template.resources(ALARM).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("Alarms"))
        .map(entry -> brief(entry.getValue().get("Properties")))
        .collect(Collectors.toSet());
  }

  private static String brief(JsonNode alarm) {
    assertThat(alarm.get("ComparisonOperator").asString())
        .isEqualTo("GreaterThanOrEqualToThreshold");
    String metric =
        alarm.has("Metrics")
            ? alarm.at("/Metrics/0/Expression").asString()
            : "%s %s %s %s s"
                .formatted(
                    alarm.get("Namespace").asString(),
                    alarm.get("MetricName").asString(),
                    alarm.path("Statistic").asString(alarm.path("ExtendedStatistic").asString("")),
                    alarm.get("Period").asInt());
    return "%s >= %d, %d times"
        .formatted(metric, alarm.get("Threshold").asLong(), alarm.get("EvaluationPeriods").asInt());
  }

  /** Which keys the invoker is told to tell apart. */
  private static String variables(Template template) {
    JsonNode told =
        template
            .named("AWS::Lambda::Function", "InvokerFunction")
            .at("/Environment/Variables/SLM_METRIC_KEYS");
    return told.isMissingNode() ? "" : Template.brief(told);
  }

  private static List<String> titles(Template template) {
    return JsonMapper.shared()
        .readTree(dashboard(template))
        .get("widgets")
        .valueStream()
        .map(widget -> widget.at("/properties/title").asString())
        .toList();
  }

  private static String dashboard(Template template) {
    return Template.brief(template.only("AWS::CloudWatch::Dashboard").get("DashboardBody"));
  }
}
