package io.github.slmsagemaker.infra.constructs.model;

import java.util.Optional;
import software.amazon.awscdk.services.sagemaker.CfnEndpoint;
import software.amazon.awscdk.services.sagemaker.CfnInferenceComponent;

/**
 * What runs the model on a lane.
 *
 * @param endpoint what is called
 * @param endpointName its name, known before it is made
 * @param component the part of it that is called; only on the GPU lanes
 * @param componentName that part's name
 */
record Hosting(
    CfnEndpoint endpoint,
    String endpointName,
    Optional<CfnInferenceComponent> component,
    Optional<String> componentName) {}
