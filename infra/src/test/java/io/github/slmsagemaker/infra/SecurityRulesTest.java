package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CloudFormationValidatePlugin;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.sns.Topic;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * CloudFormation's rules at their strictest, the CDK's warnings, AWS's security rules, on every
 * kind of stack.
 */
class SecurityRulesTest {
  /** Findings that stand, each accepted in the code with its reason. */
  private static final Set<String> ACCEPTED =
      Set.of(
          "AwsSolutions-APIG2",
          "AwsSolutions-APIG3",
          "AwsSolutions-APIG4",
          "AwsSolutions-CB3",
          "AwsSolutions-CB4",
          "AwsSolutions-COG3",
          "AwsSolutions-COG4",
          "AwsSolutions-COG8",
          "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role"
              + "/AmazonAPIGatewayPushToCloudWatchLogs]",
          "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role"
              + "/AWSLambdaBasicExecutionRole]",
          "AwsSolutions-IAM5[Resource::*]",
          "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:application-autoscaling:<AWS::Region>:"
              + "<AWS::AccountId>:scalable-target/*]",
          "AwsSolutions-IAM5[Resource::<ModelServerlessImageProviderframeworkisComplete.Arn>:*]",
          "AwsSolutions-IAM5[Resource::<ModelServerlessImageProviderframeworkonTimeout.Arn>:*]",
          "AwsSolutions-IAM5[Resource::<ModelServerlessImageStartFunction.Arn>:*]",
          "AwsSolutions-IAM5[Resource::<ModelServerlessImageWaitFunction.Arn>:*]",
          "AwsSolutions-L1",
          "AwsSolutions-SF1",
          "AwsSolutions-SF2",
          "AwsSolutions-SMG4");

  @Test
  void no_stack_has_a_finding() {
    App app = app();
    Variants.all()
        .forEach(
            (name, context) -> Synthesised.stack(app, "Stack-" + name, Synthesised.OPEN, context));

    assertThat(findings(app)).isEmpty();
    assertThat(acceptedRules(app)).isEqualTo(new TreeSet<>(ACCEPTED));
  }

  @Test
  void both_sets_of_rules_find_what_is_wrong() {
    App app = app();
    Stack stack = new Stack(app, "Wrong");
    new Topic(stack, "Open");
    CfnResource.Builder.create(stack, "Odd")
        .type("AWS::SNS::Topic")
        .properties(Map.of("NoSuchProperty", "x"))
        .build();

    assertThat(findings(app))
        .anyMatch(finding -> finding.contains("AwsSolutions-SNS3"))
        .anyMatch(finding -> finding.contains("NoSuchProperty"));
  }

  private static App app() {
    App app =
        Synthesised.app(
            Map.of(
                "@aws-cdk/core:validateAgainstDefaultRules", true,
                "@aws-cdk/core:annotationsInValidationReport", true,
                "@aws-cdk/core:failSynthOnValidationErrors", false));
    Validations.of(app).addPlugins(new CloudFormationValidatePlugin(), new AwsSolutionsChecks(app));
    return app;
  }

  /** Every finding as rule, description and places; a report is written only where there is one. */
  private static List<String> findings(App app) {
    Path report = Path.of(app.synth().getDirectory(), "validation-report.json");
    if (!report.toFile().exists()) {
      return List.of();
    }
    JsonNode json = JsonMapper.shared().readTree(report);
    return json.get("pluginReports")
        .valueStream()
        .flatMap(plugin -> plugin.path("violations").valueStream())
        .map(JsonNode::toString)
        .toList();
  }

  private static Set<String> acceptedRules(App app) {
    Set<String> rules = new TreeSet<>();
    app.getNode()
        .findAll()
        .forEach(
            construct ->
                construct
                    .getNode()
                    .getMetadata()
                    .forEach(
                        entry -> {
                          if (entry.getType().equals(Validations.ACKNOWLEDGED_RULES_METADATA_KEY)) {
                            ((Map<?, ?>) entry.getData())
                                .forEach(
                                    (rule, reason) -> {
                                      assertThat((String) reason).hasSizeGreaterThan(20);
                                      rules.add(
                                          ((String) rule)
                                              .replaceFirst("^[\\w-]+?::(?=Aws)", "")
                                              .replaceFirst("[0-9A-F]{8}(?=\\.Arn>)", ""));
                                    });
                          }
                        }));
    return rules;
  }
}
