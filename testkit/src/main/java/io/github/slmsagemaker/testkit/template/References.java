package io.github.slmsagemaker.testkit.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What references in a template stand for, in an account of nobody's. */
final class References {
  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "123456789012";
  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Region",
          REGION,
          "AWS::AccountId",
          ACCOUNT,
          "AWS::Partition",
          "aws",
          "AWS::URLSuffix",
          "amazonaws.com");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final JsonNode resources;
  private final Secrets secrets;

  References(JsonNode resources) {
    this.resources = resources;
    this.secrets = new Secrets(resources);
  }

  /** A value as text. */
  String text(JsonNode value) {
    if (value.isString()) {
      return secrets.resolved(value.asString());
    }
    if (value.isNumber() || value.isBoolean()) {
      return value.asString();
    }
    if (value.isObject() && value.size() == 1) {
      String function = value.propertyNames().iterator().next();
      return called(function, value.get(function));
    }
    throw new UnsupportedTemplate(value.toString(), "it is no text");
  }

  /** What {@code Ref} gives. */
  String name(String id) {
    if (PSEUDO.containsKey(id)) {
      return PSEUDO.get(id);
    }
    return switch (type(id)) {
      case "AWS::ApiGateway::Stage" ->
          text(resources.path(id).path("Properties").path("StageName"));
      case "AWS::SecretsManager::Secret" -> Secrets.arn(REGION, ACCOUNT, id);
      case "" -> throw new UnsupportedTemplate(id, "there is no such resource");
      default -> id;
    };
  }

  /** Resources that one names or depends on. */
  Set<String> needs(String id) {
    JsonNode resource = resources.path(id);
    Set<String> needed = new LinkedHashSet<>();
    resource.path("DependsOn").valueStream().forEach(other -> needed.add(other.asString()));
    if (resource.path("DependsOn").isString()) {
      needed.add(resource.path("DependsOn").asString());
    }
    resource.path("Properties").findValues("Ref").forEach(other -> needed.add(other.asString()));
    resource
        .path("Properties")
        .findValues("Fn::GetAtt")
        .forEach(other -> needed.add(other.path(0).asString()));
    return needed;
  }

  private String called(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" -> name(argument.asString());
      case "Fn::GetAtt" -> attribute(argument.path(0).asString(), argument.path(1).asString());
      case "Fn::Join" ->
          secrets.resolved(String.join(text(argument.path(0)), list(argument.path(1))));
      case "Fn::Select" -> list(argument.path(1)).get(argument.path(0).asInt());
      case "Fn::Sub" -> substituted(argument.asString());
      default -> throw new UnsupportedTemplate(function, "this function is not supported");
    };
  }

  private List<String> list(JsonNode value) {
    if (value.has("Fn::Split")) {
      JsonNode split = value.get("Fn::Split");
      return List.of(text(split.path(1)).split(Pattern.quote(text(split.path(0))), -1));
    }
    if (value.isArray()) {
      return value.valueStream().map(this::text).toList();
    }
    throw new UnsupportedTemplate(value.toString(), "it is no list");
  }

  private String substituted(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(name(found.group(1))));
  }

  private String attribute(String id, String attribute) {
    return switch (type(id) + " " + attribute) {
      case "AWS::Lambda::Function Arn" -> arn("lambda", "function:" + id);
      case "AWS::Logs::LogGroup Arn" -> arn("logs", "log-group:" + id + ":*");
      case "AWS::IAM::Role Arn" -> "arn:aws:iam::%s:role/%s".formatted(ACCOUNT, id);
      case "AWS::DynamoDB::Table Arn" -> arn("dynamodb", "table/" + id);
      case "AWS::ApiGateway::RestApi RootResourceId" -> id + "/";
      default -> throw new UnsupportedTemplate(id, "attribute " + attribute + " is not supported");
    };
  }

  private String type(String id) {
    return resources.path(id).path("Type").asString("");
  }

  private static String arn(String service, String name) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, ACCOUNT, name);
  }
}
