package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.StandIn.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command against replies in the form that AWS documents, where moto has none. */
final class AwsAccountTest {
  @TempDir private Path folder;

  @Test
  void quotas_are_read_page_by_page() throws Exception {
    try (StandIn aws = new StandIn(AwsAccountTest::answer)) {
      AwsProcess.Run run = AwsProcess.at(aws.address(), folder).slm("doctor", "-c", "lane=gpu");

      assertThat(run.out())
          .contains("ok       AWS credentials: arn:aws:iam::123456789012:user/me in eu-west-1")
          .contains("ok       ml.g5.xlarge for endpoint usage: 2, 1 wanted")
          .contains("ok       Lambda concurrency: 90 at once");
      assertThat(aws.requests()).filteredOn(request -> request.contains("ServiceCode")).hasSize(2);
    }
  }

  @Test
  void a_refusal_names_what_was_refused_and_how_it_is_mended() throws Exception {
    try (StandIn aws = new StandIn(AwsAccountTest::refusal)) {
      AwsProcess.Run run = AwsProcess.at(aws.address(), folder).slm("doctor", "-c", "lane=gpu");

      assertThat(run.out())
          .contains("unknown  ml.g5.xlarge for endpoint usage: cannot read the quotas of sagemaker")
          .contains("AccessDeniedException: not allowed", "let an administrator allow it");
    }
  }

  @Test
  void without_credentials_it_says_how_to_get_some_and_ends_with_1() throws Exception {
    AwsProcess.Run run = AwsProcess.withoutCredentials(folder).slm("key");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no AWS credentials", "aws configure").doesNotContain("\tat ");
  }

  private static Reply answer(String request) {
    if (request.contains("GetCallerIdentity")) {
      return new Reply(
          200,
          """
          <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/me</Arn>
            <UserId>ID</UserId><Account>123456789012</Account></GetCallerIdentityResult>
          </GetCallerIdentityResponse>
          """);
    }
    if (request.contains("\"NextToken\":\"second\"")) {
      return new Reply(
          200,
          """
          {"Quotas": [{"QuotaName": "ml.g5.xlarge for endpoint usage", "Value": 2.0}],
           "NextToken": "third"}
          """);
    }
    if (request.contains("ServiceCode")) {
      return new Reply(
          200,
          "{\"Quotas\": [{\"QuotaName\": \"other\", \"Value\": 1}], \"NextToken\": \"second\"}");
    }
    if (request.contains("account-settings")) {
      return new Reply(200, "{\"AccountLimit\": {\"UnreservedConcurrentExecutions\": 90}}");
    }
    return new Reply(400, "{\"__type\": \"ValidationError\", \"message\": \"not asked\"}");
  }

  private static Reply refusal(String request) {
    return request.contains("ServiceCode")
        ? new Reply(400, "{\"__type\": \"AccessDeniedException\", \"message\": \"not allowed\"}")
        : answer(request);
  }
}
