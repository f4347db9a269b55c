package io.github.slmsagemaker.acceptance;

import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Opens each deployment once; all are closed when the last test has ended. It is the one at the
 * address where a {@link Suite} runs the tests, and a local one otherwise.
 */
final class Deployments implements ParameterResolver {
  private static final Namespace OPENED = Namespace.create(Deployments.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Deployment.class;
  }

  @Override
  public Deployment resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Dialect dialect = context.getRequiredTestClass().getAnnotation(Dialect.class);
    return context
        .getRoot()
        .getStore(OPENED)
        .computeIfAbsent(dialect, asked -> open(asked, context), Deployment.class);
  }

  private static Deployment open(Dialect asked, ExtensionContext context) {
    return context
        .getConfigurationParameter(Suite.BASE_URL)
        .map(url -> Deployment.at(URI.create(url), parameter(context, Suite.KEY)))
        .orElseGet(() -> Deployment.local(asked.value()));
  }

  private static String parameter(ExtensionContext context, String name) {
    return context.getConfigurationParameter(name).orElseThrow();
  }
}
