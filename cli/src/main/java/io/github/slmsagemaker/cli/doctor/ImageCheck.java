package io.github.slmsagemaker.cli.doctor;

import io.github.slmsagemaker.capacity.platform.BaseImage;
import io.github.slmsagemaker.capacity.platform.Platform;
import io.github.slmsagemaker.cli.account.Account;
import io.github.slmsagemaker.cli.account.AccountFailure;
import io.github.slmsagemaker.cli.account.EcrImage;
import io.github.slmsagemaker.cli.account.ImageRegistry;
import io.github.slmsagemaker.cli.account.PublicEcr;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the engine's image is there. */
final class ImageCheck {
  private static final String SUBJECT = "Engine image";
  private static final Pattern PUBLIC =
      Pattern.compile(
          Pattern.quote(PublicEcr.HOST)
              + "/([a-z0-9._/-]+?)(?::([\\w][\\w.-]*)|@(sha256:[0-9a-f]{64}))");

  private final Account account;
  private final ImageRegistry registry;

  ImageCheck(Account account, ImageRegistry registry) {
    this.account = account;
    this.registry = registry;
  }

  Finding finding(Deployment deployment, Account.Identity caller) {
    try {
      return deployment.where(
          (serverless, _) ->
              switch (serverless.image()) {
                case ModelImage.Existing existing -> ours(existing.uri(), caller);
                case ModelImage.Built built -> named(built.base().orElse(published(deployment)));
              },
          (instances, host) ->
              instances
                  .image()
                  .map(image -> named(image.uri()))
                  .orElseGet(
                      () ->
                          Finding.ok(
                              SUBJECT,
                              "AWS's %s, as its account publishes it"
                                  .formatted(host.image().name()))));
    } catch (AccountFailure failure) {
      return Finding.unknown(SUBJECT, failure.explanation(), "");
    }
  }

  private static String published(Deployment deployment) {
    return Platform.load().image(deployment.engine()).map(BaseImage::name).orElse("");
  }

  private Finding named(String address) {
    Optional<EcrImage> image = EcrImage.parse(address);
    if (image.isPresent()) {
      return found(address, account.has(image.get()));
    }
    Matcher parts = PUBLIC.matcher(address);
    if (parts.matches()) {
      String reference = parts.group(2) == null ? parts.group(3) : parts.group(2);
      return found(address, registry.has(parts.group(1), reference));
    }
    return Finding.unknown(
        SUBJECT, address + " is in a registry that is not asked", "see that it can be pulled");
  }

  /** A serverless endpoint takes its image from its own account and region alone. */
  private Finding ours(String address, Account.Identity caller) {
    EcrImage image = EcrImage.parse(address).orElseThrow();
    if (!image.registry().equals(caller.account()) || !image.region().equals(caller.region())) {
      return Finding.problem(
          SUBJECT,
          "%s is not in account %s, region %s"
              .formatted(address, caller.account(), caller.region()),
          "copy it there, or leave imageUri out to have one built");
    }
    return found(address, account.has(image));
  }

  private static Finding found(String address, boolean there) {
    return there
        ? Finding.ok(SUBJECT, address)
        : Finding.problem(SUBJECT, address + " is not there", "check its name, tag and digest");
  }
}
