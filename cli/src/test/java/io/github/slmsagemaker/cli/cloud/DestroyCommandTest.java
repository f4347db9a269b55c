package io.github.slmsagemaker.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.slmsagemaker.cli.account.AccountFailure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DestroyCommandTest {
  private final CloudFixture cloud = new CloudFixture();

  @Test
  void destroy_of_a_stack_with_a_user_pool_says_that_it_goes() {
    cloud.pooled();

    assertThat(cloud.run("destroy")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("Its user pool goes too, with everybody");
  }

  @Test
  void destroy_says_what_stays_and_deletes_nothing_without_a_yes() {
    cloud.deployed("default=" + CloudFixture.ALICE);

    assertThat(cloud.run("destroy")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .contains("account 123456789012, region eu-west-1")
        .contains("What stays:")
        .contains("endpoint and its image, the logs of all of\nthem, alarms")
        .contains("billed by the gigabyte")
        .contains("nothing was deleted")
        .doesNotContain("user pool");
    assertThat(cloud.deleted).isEmpty();
  }

  @Test
  void destroy_waits_until_the_stack_is_gone() {
    cloud.deployed("default=" + CloudFixture.ALICE);
    cloud.agrees = true;
    cloud.afterDeletion.addAll(
        List.of(
            CloudFixture.state("DELETE_IN_PROGRESS"),
            CloudFixture.state("DELETE_IN_PROGRESS"),
            Optional.empty()));

    assertThat(cloud.run("destroy")).isZero();
    assertThat(cloud.deleted).containsExactly("SlmSagemaker");
    assertThat(cloud.err.toString())
        .containsOnlyOnce("slm: DELETE_IN_PROGRESS")
        .contains("slm: deleted");
  }

  @Test
  void destroy_that_cannot_delete_everything_ends_with_1() {
    cloud.deployed("default=" + CloudFixture.ALICE);
    cloud.afterDeletion.addAll(
        List.of(CloudFixture.state("DELETE_IN_PROGRESS"), CloudFixture.state("DELETE_FAILED")));

    assertThat(cloud.run("destroy", "--yes")).isEqualTo(1);
    assertThat(cloud.err.toString()).contains("could not delete everything");
  }

  @Test
  void destroy_of_nothing_is_done() {
    assertThat(cloud.run("destroy", "--yes")).isZero();
    assertThat(cloud.err.toString()).contains("nothing to delete");
    assertThat(cloud.deleted).isEmpty();
  }

  @Test
  void an_account_that_cannot_be_asked_is_one_line() {
    cloud.failure = new AccountFailure("no AWS credentials; run `aws configure`");

    assertThat(cloud.run("destroy")).isEqualTo(1);
    assertThat(cloud.err.toString())
        .isEqualTo("slm: no AWS credentials; run `aws configure`%n".formatted());
  }
}
