package io.github.slmsagemaker.infra.permissions;

import static java.util.stream.Collectors.joining;

import io.github.slmsagemaker.infra.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The roles of a template with all that they allow, as CloudFormation writes it into an account: a
 * statement for each action on each resource. What a resource is called is its logical id, without
 * the hash behind it; an asset is {@code HASH.zip}.
 */
final class RolePolicies {
  private static final String ARN = "arn:aws:%s:eu-west-1:123456789012:";
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "eu-west-1",
          "AWS::AccountId", "123456789012",
          "AWS::StackName", "SlmSagemaker",
          "AWS::URLSuffix", "amazonaws.com");

  /** "Return values" of each type in the CloudFormation user guide. */
  private static final Map<String, String> ARNS =
      Map.of(
          "AWS::CodeBuild::Project", ARN.formatted("codebuild") + "project/",
          "AWS::DynamoDB::Table", ARN.formatted("dynamodb") + "table/",
          "AWS::ECR::Repository", ARN.formatted("ecr") + "repository/",
          "AWS::Lambda::Function", ARN.formatted("lambda") + "function:",
          "AWS::Logs::LogGroup", ARN.formatted("logs") + "log-group:",
          "AWS::SageMaker::Endpoint", ARN.formatted("sagemaker") + "endpoint/",
          "AWS::SageMaker::InferenceComponent", ARN.formatted("sagemaker") + "inference-component/",
          "AWS::StepFunctions::StateMachine", ARN.formatted("states") + "stateMachine:");

  private static final Set<String> REFERRED_TO_BY_ARN =
      Set.of("AWS::SageMaker::Endpoint", "AWS::StepFunctions::StateMachine");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([\\w:]+)}");

  private final JsonNode resources;
  private final JsonNode mappings;

  private RolePolicies(Template template) {
    this.resources = template.json().get("Resources");
    this.mappings = template.json().path("Mappings");
  }

  /** Statements of each role that has policies of its own; managed ones are AWS's. */
  static SortedMap<String, List<ObjectNode>> of(Template template) {
    return new RolePolicies(template).all();
  }

  private SortedMap<String, List<ObjectNode>> all() {
    SortedMap<String, List<ObjectNode>> roles = new TreeMap<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      JsonNode properties = resource.getValue().path("Properties");
      switch (resource.getValue().path("Type").asString()) {
        case "AWS::IAM::Role" ->
            properties
                .path("Policies")
                .forEach(policy -> add(roles, resource.getKey(), policy.get("PolicyDocument")));
        case "AWS::IAM::Policy" ->
            properties
                .path("Roles")
                .forEach(
                    role ->
                        add(roles, role.path("Ref").asString(), properties.get("PolicyDocument")));
        default -> {}
      }
    }
    return roles;
  }

  private void add(Map<String, List<ObjectNode>> roles, String role, JsonNode document) {
    List<ObjectNode> statements = roles.computeIfAbsent(name(role), _ -> new ArrayList<>());
    for (JsonNode statement : document.get("Statement")) {
      for (JsonNode action : Template.each(statement.get("Action"))) {
        for (JsonNode resource : Template.each(statement.get("Resource"))) {
          ObjectNode one = JsonMapper.shared().createObjectNode();
          one.set("Effect", statement.get("Effect"));
          one.set("Action", action);
          one.put("Resource", text(resource).replaceFirst("[0-9a-f]{64}\\.zip$", "HASH.zip"));
          if (statement.has("Condition")) {
            one.set("Condition", statement.get("Condition"));
          }
          statements.add(one);
        }
      }
    }
  }

  private String text(JsonNode value) {
    if (value.isString()) {
      return value.asString();
    }
    if (value.has("Ref")) {
      return reference(value.get("Ref").asString());
    }
    if (value.has("Fn::GetAtt")) {
      return attribute(value.at("/Fn::GetAtt/0").asString(), value.at("/Fn::GetAtt/1").asString());
    }
    if (value.has("Fn::Join")) {
      return Template.each(value.at("/Fn::Join/1")).stream()
          .map(this::text)
          .collect(joining(value.at("/Fn::Join/0").asString()));
    }
    if (value.has("Fn::FindInMap")) {
      JsonNode path = value.get("Fn::FindInMap");
      return mappings
          .path(path.get(0).asString())
          .path(text(path.get(1)))
          .path(path.get(2).asString())
          .asString();
    }
    if (value.has("Fn::Sub")) {
      return VARIABLE
          .matcher(value.get("Fn::Sub").asString())
          .replaceAll((MatchResult variable) -> reference(variable.group(1)));
    }
    throw new IllegalArgumentException("no rule for " + value);
  }

  private String reference(String id) {
    String pseudo = PSEUDO.get(id);
    if (pseudo != null) {
      return pseudo;
    }
    return REFERRED_TO_BY_ARN.contains(type(id)) ? attribute(id, "Arn") : name(id);
  }

  private String attribute(String id, String attribute) {
    String arn = ARNS.get(type(id));
    if (arn == null || !attribute.endsWith("Arn")) {
      throw new IllegalArgumentException("no rule for %s of %s".formatted(attribute, type(id)));
    }
    return arn + name(id) + (type(id).equals("AWS::Logs::LogGroup") ? ":*" : "");
  }

  private String type(String id) {
    return resources.path(id).path("Type").asString("no such resource: " + id);
  }

  private static String name(String id) {
    return id.replaceFirst("[0-9A-F]{8}$", "");
  }
}
