package io.github.slmsagemaker.invoker.calls;

import java.util.Objects;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param keyId id of the key that was used or subject of the token, where there was one; never the
 *     key or token
 * @param requestId names the request
 * @param waits whether to wait for a model that is not ready
 */
public record Caller(Optional<String> keyId, String requestId, boolean waits) {
  public Caller {
    Objects.requireNonNull(keyId, "keyId");
    Objects.requireNonNull(requestId, "requestId");
  }
}
