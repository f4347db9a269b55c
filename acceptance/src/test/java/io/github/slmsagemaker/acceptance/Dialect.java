package io.github.slmsagemaker.acceptance;

import io.github.slmsagemaker.deployment.engine.EngineKind;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Gives the tests of a class the {@link Deployment}; a local engine speaks this dialect. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Deployments.class)
public @interface Dialect {
  EngineKind value();
}
