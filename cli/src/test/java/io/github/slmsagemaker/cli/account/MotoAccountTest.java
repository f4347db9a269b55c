package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The commands against an account that is served by moto; it changes as the tests go on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MotoAccountTest {
  private static final String KEY = "canary-key-of-secrets-manager";
  private static MotoServer moto;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();
    moto = MotoServer.start();
  }

  @AfterAll
  static void stop() {
    if (moto != null) {
      moto.close();
    }
  }

  @Test
  @Order(1)
  void an_empty_account_lacks_the_bootstrap_and_the_stack() throws Exception {
    AwsProcess.Run doctor = slm("doctor", "-c", "lane=gpu");

    assertThat(doctor.code()).isEqualTo(1);
    assertThat(doctor.out())
        .contains("ok       AWS credentials: arn:aws:sts::123456789012:user/moto in eu-west-1")
        .contains("problem  CDK bootstrap: no stack CDKToolkit in eu-west-1");
    assertThat(slm("key").err()).contains("there is no stack SlmSagemaker in eu-west-1");
  }

  @Test
  @Order(2)
  void a_bootstrapped_account_is_seen() throws Exception {
    stack("CDKToolkit", "BootstrapVersion", "27");

    assertThat(slm("doctor", "-c", "lane=gpu").out())
        .contains("ok       CDK bootstrap: version 27");
  }

  @Test
  @Order(3)
  void an_image_that_is_not_in_the_registry_is_a_problem() throws Exception {
    String image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/slm:1";

    assertThat(slm("doctor", "-c", "imageUri=" + image).out())
        .contains("problem  Engine image: " + image + " is not there");
  }

  @Test
  @Order(4)
  void the_key_is_read_from_the_secret_that_the_stack_names() throws Exception {
    String arn;
    try (SecretsManagerClient secrets =
        SecretsManagerClient.builder()
            .endpointOverride(address())
            .region(Region.EU_WEST_1)
            .credentialsProvider(credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      arn = secrets.createSecret(secret -> secret.name("k").secretString(KEY)).arn();
    }
    stack("SlmSagemaker", "ApiKeySecretArns", "default=" + arn);

    AwsProcess.Run run = slm("key");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(KEY + System.lineSeparator());
    assertThat(run.err()).doesNotContain(KEY);
  }

  @Test
  @Order(5)
  void usage_is_read_from_the_table_that_the_stack_names() throws Exception {
    assertThat(slm("usage").err()).contains("slm: the stack SlmSagemaker keeps no ledger");
    table("ledger-table");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    item("ledger-table", today.toString(), "key#id1#tokens");

    update("SlmSagemaker", "LedgerTable", "ledger-table");

    AwsProcess.Run run = slm("usage");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("id1       " + today + "        1312         500");
    assertThat(run.out()).doesNotContain("█");
  }

  @Test
  @Order(6)
  void a_table_that_is_gone_is_named() throws Exception {
    update("SlmSagemaker", "LedgerTable", "no-such-table");

    AwsProcess.Run run = slm("usage");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("slm: cannot read the table no-such-table: AWS says ResourceNotFoundException");
  }

  @Test
  @Order(7)
  void destroy_deletes_the_stack() throws Exception {
    assertThat(slm("destroy").code()).as("nobody says yes").isEqualTo(1);

    AwsProcess.Run run = slm("destroy", "--yes");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("What stays:", "slm: deleted");
    assertThat(slm("key").err()).contains("there is no stack SlmSagemaker");
  }

  @Test
  @Order(8)
  void stop_and_start_turn_the_invoker_of_a_stack_that_is_there() throws Exception {
    create(
        "SlmSagemaker",
        """
        {"Resources": {
          "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {}}},
          "InvokerFunctionA1": {"Type": "AWS::Lambda::Function", "Properties": {
            "Role": {"Fn::GetAtt": ["Role", "Arn"]}, "Runtime": "python3.12",
            "Handler": "index.handler", "Code": {"ZipFile": "pass"}}}}}
        """);

    AwsProcess.Run stop = slm("stop");
    assertThat(stop.out() + stop.err()).contains("stopped  invoker: takes no request");
    assertThat(stop.code()).isZero();
    assertThat(slm("stop").code()).as("again").isZero();
    assertThat(slm("doctor", "-c", "lane=gpu").out())
        .contains("advice   Deployment: it is stopped");

    AwsProcess.Run start = slm("start", "--json");
    assertThat(start.code()).as(start.err()).isZero();
    assertThat(start.out()).contains("\"state\" : \"running\"", "\"changed\" : true");
  }

  @Test
  @Order(9)
  void logs_that_are_followed_end_with_0_at_a_signal() throws Exception {
    try (CloudFormationClient formation = formation()) {
      formation.updateStack(
          stack ->
              stack
                  .stackName("SlmSagemaker")
                  .templateBody(
                      """
                      {"Resources": {"InvokerLogA1": {"Type": "AWS::Logs::LogGroup",
                        "Properties": {"LogGroupName": "invoker-log"}}}}
                      """));
    }
    written("DescribeLogGroups", "{}");
    written("CreateLogStream", "{\"logGroupName\": \"invoker-log\", \"logStreamName\": \"s\"}");
    written(
        "PutLogEvents",
        """
        {"logGroupName": "invoker-log", "logStreamName": "s", "logEvents": [
          {"timestamp": %d, "message": "a line of the invoker"}]}
        """
            .formatted(System.currentTimeMillis()));

    Process logs = AwsProcess.at(address(), folder).begin("logs", "invoker", "--follow");
    try {
      while (logs.isAlive() && !Files.readString(folder.resolve("out")).contains("a line of")) {
        Thread.sleep(50);
      }
      logs.destroy();
      assertThat(logs.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(Files.readString(folder.resolve("err"))).isEmpty();
      assertThat(logs.exitValue()).isZero();
    } finally {
      logs.destroyForcibly();
    }
  }

  @Test
  @Order(10)
  void a_stack_that_is_gone_is_explained_by_its_events() throws Exception {
    slm("destroy", "--yes");

    AwsProcess.Run explain = slm("explain");
    assertThat(explain.code()).isEqualTo(1);
    assertThat(explain.out())
        .startsWith("it was deleted; ./slm deploy makes a new one")
        .contains("problem  stack: DELETE_COMPLETE since ");
  }

  /** Asks moto as AWS's JSON protocol does. */
  private static void written(String action, String json) throws Exception {
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

  private AwsProcess.Run slm(String... arguments) throws Exception {
    return AwsProcess.at(address(), folder).slm(arguments);
  }

  private static URI address() {
    return moto.address();
  }

  private static void stack(String name, String output, String value) {
    create(name, template(output, value));
  }

  private static void create(String name, String template) {
    try (CloudFormationClient formation = formation()) {
      assertThat(
              formation
                  .createStack(stack -> stack.stackName(name).templateBody(template))
                  .stackId())
          .isNotBlank();
    }
  }

  private static void update(String name, String output, String value) {
    try (CloudFormationClient formation = formation()) {
      assertThat(
              formation
                  .updateStack(stack -> stack.stackName(name).templateBody(template(output, value)))
                  .stackId())
          .isNotBlank();
    }
  }

  /** One resource, since none is not allowed, and one output. */
  private static String template(String output, String value) {
    return """
    {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}},
     "Outputs": {"%s": {"Value": "%s"}}}
    """
        .formatted(output, value);
  }

  private static CloudFormationClient formation() {
    return CloudFormationClient.builder()
        .endpointOverride(address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static void table(String name) {
    try (DynamoDbClient tables = tables()) {
      var _ =
          tables.createTable(
              table ->
                  table
                      .tableName(name)
                      .billingMode(BillingMode.PAY_PER_REQUEST)
                      .attributeDefinitions(text("period"), text("subject"))
                      .keySchema(key("period", KeyType.HASH), key("subject", KeyType.RANGE)));
    }
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** As the invoker writes one: what is charged is used and reserved together. */
  private static void item(String table, String period, String subject) {
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

  private static DynamoDbClient tables() {
    return DynamoDbClient.builder()
        .endpointOverride(address())
        .region(Region.EU_WEST_1)
        .credentialsProvider(credentials())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("stand-in", "stand-in"));
  }
}
