package io.github.slmsagemaker.acceptance;

import io.github.slmsagemaker.deployment.engine.EngineKind;

/** The same, where a token of an issuer opens the API. */
@Dialect(value = EngineKind.LLAMA_CPP, tokens = true)
final class TokenContractTest extends ProtocolContractTest {
  TokenContractTest(Deployment deployment) {
    super(deployment);
  }
}
