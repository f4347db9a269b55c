package io.github.slmsagemaker.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EcrImageTest {
  private static final String REPOSITORY = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a/b";

  @Test
  void an_address_has_its_parts() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);

    assertThat(EcrImage.parse(REPOSITORY + ":v1.0"))
        .contains(new EcrImage("123456789012", "eu-west-1", "a/b", "v1.0"));
    assertThat(EcrImage.parse(REPOSITORY + "@" + digest))
        .contains(new EcrImage("123456789012", "eu-west-1", "a/b", digest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        REPOSITORY,
        REPOSITORY + "@sha256:12",
        "public.ecr.aws/a/b:1",
        "docker.io/a:1",
        "123.dkr.ecr.eu-west-1.amazonaws.com/a:1",
      })
  void anything_else_is_in_no_private_registry(String address) {
    assertThat(EcrImage.parse(address)).isEmpty();
  }
}
