package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.slmsagemaker.testkit.aws.MotoServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The commands against an account that is served by moto; it changes as the tests go on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MotoAccountTest {
  private static final String KEY = "canary-key-of-secrets-manager";
  private static MotoAccount account;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    assumeThat(MotoServer.installed()).as(MotoServer.ABSENT).isPresent();
    account = new MotoAccount();
  }

  @AfterAll
  static void stop() {
    if (account != null) {
      account.close();
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
    account.stack("CDKToolkit", "BootstrapVersion", "27");

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
    String arn = account.secret(KEY);
    account.stack("SlmSagemaker", "ApiKeySecretArns", "default=" + arn);

    AwsProcess.Run run = slm("key");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(KEY + System.lineSeparator());
    assertThat(run.err()).doesNotContain(KEY);
  }

  @Test
  @Order(5)
  void usage_is_read_from_the_table_that_the_stack_names() throws Exception {
    assertThat(slm("usage").err()).contains("slm: the stack SlmSagemaker keeps no ledger");
    account.table("ledger-table");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    account.item("ledger-table", today.toString(), "key#id1#tokens");

    account.update("SlmSagemaker", "LedgerTable", "ledger-table");

    AwsProcess.Run run = slm("usage");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("id1       " + today + "        1312         500");
    assertThat(run.out()).doesNotContain("█");
  }

  @Test
  @Order(6)
  void a_table_that_is_gone_is_named() throws Exception {
    account.update("SlmSagemaker", "LedgerTable", "no-such-table");

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
    account.create(
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
    account.update(
        "SlmSagemaker",
        """
        {"Resources": {"InvokerLogA1": {"Type": "AWS::Logs::LogGroup",
          "Properties": {"LogGroupName": "invoker-log"}}}}
        """);
    account.written("DescribeLogGroups", "{}");
    account.written(
        "CreateLogStream", "{\"logGroupName\": \"invoker-log\", \"logStreamName\": \"s\"}");
    account.written(
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

  private AwsProcess.Run slm(String... arguments) throws Exception {
    return AwsProcess.at(address(), folder).slm(arguments);
  }

  private static URI address() {
    return account.address();
  }
}
