package io.github.slmsagemaker.infra.constructs.model;

import java.util.Locale;
import software.amazon.awscdk.Names;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.UniqueResourceNameOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/** Names and logs that are fixed before SageMaker makes what they belong to. */
public final class HostingNames {
  /** SageMaker allows 63; a suffix tells the kinds of hosting apart. */
  private static final int LONGEST_STEM = 50;

  /** The only variant of an endpoint. */
  public static final String VARIANT = "model";

  private HostingNames() {}

  /** A name that is stable for a stack; in small letters, as SageMaker writes it in ARNs. */
  static String of(Construct scope, String suffix) {
    String stem =
        Names.uniqueResourceName(
            scope,
            UniqueResourceNameOptions.builder().maxLength(LONGEST_STEM).separator("-").build());
    return stem.toLowerCase(Locale.ROOT) + "-" + suffix;
  }

  /** The log that SageMaker would make itself, kept for ever; so that it is neither. */
  static LogGroup log(Construct scope, String kind, String name) {
    return LogGroup.Builder.create(scope, "Log")
        .logGroupName("/aws/sagemaker/%s/%s".formatted(kind, name))
        .retention(RetentionDays.ONE_MONTH)
        .removalPolicy(RemovalPolicy.DESTROY)
        .build();
  }
}
