package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import io.github.slmsagemaker.testkit.aws.Tables;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** An account that is served by moto, and what stands in it. */
final class MotoAccount implements AutoCloseable {
  private final MotoServer moto = MotoServer.start();

  URI address() {
    return moto.address();
  }

  @Override
  public void close() {
    moto.close();
  }

  /** The name of a new secret of this value. */
  String secret(String value) {
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(address())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      return secrets.createSecret(secret -> secret.name("k").secretString(value)).arn();
    }
  }

  /** Asks moto as AWS's JSON protocol does. */
  void written(String action, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(address())
            .header("x-amz-target", "Logs_20140328." + action)
            .header("content-type", "application/x-amz-json-1.1")
            .header(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=stand-in/20261129/eu-west-1/logs/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  void stack(String name, String output, String value) {
    create(name, template(output, value));
  }

  void create(String name, String template) {
    try (CloudFormationClient formation = formation()) {
      assertThat(
              formation
                  .createStack(stack -> stack.stackName(name).templateBody(template))
                  .stackId())
          .isNotBlank();
    }
  }

  void update(String name, String output, String value) {
    update(name, template(output, value));
  }

  void update(String name, String template) {
    try (CloudFormationClient formation = formation()) {
      assertThat(
              formation
                  .updateStack(stack -> stack.stackName(name).templateBody(template))
                  .stackId())
          .isNotBlank();
    }
  }

  /** One resource, since none is not allowed, and one output. */
  String template(String output, String value) {
    return """
    {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
     "Outputs": {"%s": {"Value": "%s"}}}
    """
        .formatted(output, value);
  }

  CloudFormationClient formation() {
    return CloudFormationClient.builder()
        .endpointOverride(address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  void table(String name) {
    Tables.create(address(), Region.EU_WEST_1.id(), name);
  }

  /** As the invoker writes one: what is charged is used and reserved together. */
  void item(String table, String period, String subject) {
    try (DynamoDbClient tables = tables()) {
      var _ =
          tables.putItem(
              put ->
                  put.tableName(table)
                      .item(
                          Map.of(
                              "period", AttributeValue.fromS(period),
                              "subject", AttributeValue.fromS(subject),
                              "charged", AttributeValue.fromN("1812"),
                              "reserved", AttributeValue.fromN("500"),
                              "allowed", AttributeValue.fromN("20000"))));
    }
  }

  DynamoDbClient tables() {
    return DynamoDbClient.builder()
        .endpointOverride(address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));
  }
}
