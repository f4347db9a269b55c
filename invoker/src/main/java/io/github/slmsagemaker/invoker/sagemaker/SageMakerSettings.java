package io.github.slmsagemaker.invoker.sagemaker;

import io.github.slmsagemaker.core.engine.KnownBeginning;
import io.github.slmsagemaker.deployment.engine.EngineProfile;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/**
 * Where a model is and how it is spoken to.
 *
 * @param engine what runs in the container
 * @param streams whether the endpoint answers {@code InvokeEndpointWithResponseStream}
 * @param endpoint the endpoint
 * @param component the inference component on it, where it has one
 * @param markup strings to hand out as text although the model's vocabulary may call them special,
 *     such as {@code <tool_call>}
 * @param access how to reach AWS
 * @param beginning what the engine has read before any call; empty for nothing
 */
public record SageMakerSettings(
    EngineProfile engine,
    boolean streams,
    EndpointName endpoint,
    Optional<InferenceComponentName> component,
    List<String> markup,
    Access access,
    Optional<KnownBeginning> beginning) {

  /** Those of an engine that has read nothing. */
  public SageMakerSettings(
      EngineProfile engine,
      boolean streams,
      EndpointName endpoint,
      Optional<InferenceComponentName> component,
      List<String> markup,
      Access access) {
    this(engine, streams, endpoint, component, markup, access, Optional.empty());
  }

  public SageMakerSettings {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(component, "component");
    markup = List.copyOf(markup);
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(beginning, "beginning");
  }

  /** The same for an engine that has read this. */
  public SageMakerSettings behind(KnownBeginning read) {
    return new SageMakerSettings(
        engine, streams, endpoint, component, markup, access, Optional.of(read));
  }

  /**
   * How AWS is reached; what is empty comes from the SDK's default chain.
   *
   * @param region such as {@code eu-west-1}
   * @param endpointOverride another address of SageMaker Runtime, such as a stand-in's
   * @param credentials fixed credentials
   * @param http what carries requests instead of connections; closed with the client
   */
  public record Access(
      Optional<String> region,
      Optional<URI> endpointOverride,
      Optional<Credentials> credentials,
      Optional<SdkAsyncHttpClient> http) {
    /** All from the SDK's default chain, as in Lambda. */
    public static final Access DEFAULT_CHAIN =
        new Access(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** A host that no resolver knows (RFC 6761, 6.4): nothing may ever look it up. */
    private static final URI NOWHERE = URI.create("http://stand-in.invalid");

    public Access {
      Objects.requireNonNull(region, "region");
      Objects.requireNonNull(endpointOverride, "endpointOverride");
      Objects.requireNonNull(credentials, "credentials");
      Objects.requireNonNull(http, "http");
    }

    /** A stand-in at this address, which asks for a signature but cannot check it. */
    public static Access standIn(URI address) {
      return standIn(address, Optional.empty());
    }

    /** A stand-in in this process, reached by {@code http} alone. */
    public static Access standIn(SdkAsyncHttpClient http) {
      return standIn(NOWHERE, Optional.of(http));
    }

    private static Access standIn(URI address, Optional<SdkAsyncHttpClient> http) {
      return new Access(
          Optional.of("us-east-1"),
          Optional.of(address),
          Optional.of(new Credentials("stand-in", "stand-in")),
          http);
    }
  }

  /**
   * An access key.
   *
   * @param accessKeyId its id
   * @param secretAccessKey its secret, never printed
   */
  public record Credentials(String accessKeyId, String secretAccessKey) {
    public Credentials {
      Objects.requireNonNull(accessKeyId, "accessKeyId");
      Objects.requireNonNull(secretAccessKey, "secretAccessKey");
    }

    @Override
    public String toString() {
      return "Credentials[" + accessKeyId + ", secret hidden]";
    }
  }
}
