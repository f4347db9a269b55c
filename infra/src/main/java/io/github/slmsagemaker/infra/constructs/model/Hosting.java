package io.github.slmsagemaker.infra.constructs.model;

import java.util.Optional;

/**
 * What runs the model.
 *
 * @param endpoint what is called
 * @param component the part of it that is called, where it has parts
 */
record Hosting(Named endpoint, Optional<Named> component) {

  /**
   * Something of SageMaker.
   *
   * @param name its name, known before it is made
   * @param arn its ARN; a token where the stack makes it
   */
  record Named(String name, String arn) {}
}
