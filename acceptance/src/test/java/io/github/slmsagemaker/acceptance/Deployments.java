package io.github.slmsagemaker.acceptance;

import io.github.slmsagemaker.testkit.oidc.OidcIssuer;
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
    Dialect dialect = context.getRequiredTestClass().getAnnotation(Dialect.class);
    return context
        .getRoot()
        .getStore(OPENED)
        .computeIfAbsent(dialect, asked -> open(asked, context), Deployment.class);
  }

  private static Deployment open(Dialect asked, ExtensionContext context) {
    if (context.getConfigurationParameter(EndpointIT.PARAMETER).isPresent()) {
      return Deployment.named();
    }
    return asked.tokens()
        ? Deployment.local(asked.value(), issuer(context))
        : Deployment.local(asked.value());
  }

  private static OidcIssuer issuer(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OPENED)
        .computeIfAbsent(OidcIssuer.class, _ -> OidcIssuer.start(), OidcIssuer.class);
  }
}
