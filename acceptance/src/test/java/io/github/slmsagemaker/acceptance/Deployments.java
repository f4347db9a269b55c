package io.github.slmsagemaker.acceptance;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Opens each deployment once; all are closed when the last test has ended. It is the deployed one
 * where {@link EndpointIT} runs the tests, and a local one otherwise.
 */
final class Deployments implements ParameterResolver {
  private static final Namespace OPENED = Namespace.create(Deployments.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Deployment.class;
  }

  @Override
  public Deployment resolveParameter(ParameterContext parameter, ExtensionContext context) {
    EngineKind kind = context.getRequiredTestClass().getAnnotation(Dialect.class).value();
    return context
        .getRoot()
        .getStore(OPENED)
        .computeIfAbsent(kind, dialect -> open(dialect, context), Deployment.class);
  }

  private static Deployment open(EngineKind dialect, ExtensionContext context) {
    return context.getConfigurationParameter(EndpointIT.PARAMETER).isPresent()
        ? Deployment.named()
        : Deployment.local(dialect);
  }
}
