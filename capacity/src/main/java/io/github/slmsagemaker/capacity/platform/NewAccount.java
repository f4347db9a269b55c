package io.github.slmsagemaker.capacity.platform;

/**
 * Quotas that a new account often finds; each can be raised by request.
 *
 * @param serverlessMemoryMb memory of one serverless endpoint
 * @param serverlessConcurrency calls at once of all serverless endpoints together
 * @param gpuInstances instances of a kind with a graphics card
 * @param codeBuilds builds at once
 * @param lambdaConcurrency Lambda functions at once
 * @param source where that was read
 */
public record NewAccount(
    int serverlessMemoryMb,
    int serverlessConcurrency,
    int gpuInstances,
    int codeBuilds,
    int lambdaConcurrency,
    String source) {}
