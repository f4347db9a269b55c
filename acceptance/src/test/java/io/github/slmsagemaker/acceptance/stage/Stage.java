package io.github.slmsagemaker.acceptance.stage;

import io.github.slmsagemaker.core.catalogue.Catalogue;
import io.github.slmsagemaker.core.catalogue.Model;
import io.github.slmsagemaker.core.deployment.EnvironmentNames;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.core.deployment.Timers;
import io.github.slmsagemaker.invoker.Invoker;
import io.github.slmsagemaker.invoker.Parts;
import io.github.slmsagemaker.invoker.Settings;
import io.github.slmsagemaker.invoker.answer.ServedModel;
import io.github.slmsagemaker.invoker.sagemaker.EndpointName;
import io.github.slmsagemaker.local.frontdoor.ApiKey;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.running.Invocations;
import io.github.slmsagemaker.local.sagemaker.EndpointSettings;
import io.github.slmsagemaker.local.sagemaker.InProcessHttp;
import io.github.slmsagemaker.local.sagemaker.SageMakerRuntimeEndpoint;
import io.github.slmsagemaker.testkit.container.FakeContainer;
import io.github.slmsagemaker.testkit.container.LlamaServerReplies;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Everything between a client and an engine, wired as the deployed stack is: the invoker reads the
 * variables that the stack writes.
 *
 * @param engine writes down what it is asked
 * @param endpoint SageMaker's, which misbehaves on command
 * @param invoker behind the door
 * @param door what clients meet
 * @param key opens the door
 */
public record Stage(
    FakeContainer engine,
    SageMakerRuntimeEndpoint endpoint,
    Invoker invoker,
    FrontDoor door,
    ApiKey key)
    implements AutoCloseable {
  /** Id of the model that is served, as far as clients can tell. */
  public static final String MODEL = "slm-demo";

  /** The name that errors of {@link #endpoint} are given. */
  public static final EndpointName ENDPOINT = new EndpointName("slm");

  /** A stage on which an engine says these tokens to everything, as patient as the lane is. */
  public static Stage saying(Lane lane, String... tokens) {
    return before(lane, FakeContainer.start(new LlamaServerReplies(List.of(tokens))));
  }

  /** A stage before this engine, which is closed with it. */
  public static Stage before(Lane lane, FakeContainer engine) {
    return before(lane, engine, Timers.patience(lane));
  }

  /**
   * A stage before this engine.
   *
   * @param patience with a model that is not ready, in whole seconds
   */
  public static Stage before(Lane lane, FakeContainer engine, Duration patience) {
    return before(lane, engine, patience, parts -> parts);
  }

  /**
   * A stage before this engine.
   *
   * @param patience with a model that is not ready, in whole seconds
   * @param change what is different about the invoker's parts
   */
  public static Stage before(
      Lane lane, FakeContainer engine, Duration patience, UnaryOperator<Parts> change) {
    EndpointSettings settings = EndpointSettings.serverless(ENDPOINT);
    SageMakerRuntimeEndpoint endpoint =
        new SageMakerRuntimeEndpoint(
            lane.streams() ? settings.streaming() : settings, Invocations.at(engine.address()));
    Invoker invoker = invoker(lane, endpoint, patience, change);
    ApiKey key = new ApiKey("slm-canary0123456789");
    FrontDoor door = FrontDoor.open(DoorSettings.of(0, key), invoker.handler());
    return new Stage(engine, endpoint, invoker, door, key);
  }

  /** What clients are given. */
  public URI baseUrl() {
    return door.baseUrl();
  }

  /** What the door replies to a request with the right key. */
  public Wire.Reply ask(Sent sent) throws IOException {
    return sent.to(
        Wire.local(door.port()),
        "Host: 127.0.0.1:" + door.port(),
        "Authorization: Bearer " + key.value());
  }

  @Override
  public void close() {
    door.close();
    invoker.close();
    engine.close();
  }

  private static Invoker invoker(
      Lane lane,
      SageMakerRuntimeEndpoint endpoint,
      Duration patience,
      UnaryOperator<Parts> change) {
    Settings settings =
        Settings.from(
            Map.of(
                EnvironmentNames.LANE,
                lane.word(),
                EnvironmentNames.ENGINE,
                "llama-cpp",
                EnvironmentNames.MODEL,
                MODEL,
                EnvironmentNames.ENDPOINT_NAME,
                ENDPOINT.value(),
                EnvironmentNames.PATIENCE_SECONDS,
                Long.toString(patience.toSeconds()),
                EnvironmentNames.PORT,
                "0"));
    Model model = Catalogue.load().model(MODEL);
    ServedModel served = ServedModel.of(MODEL, model, settings.served().contextTokens());
    Parts usual = Parts.of(served, InProcessHttp.to(endpoint));
    return Invoker.start(settings, change.apply(usual));
  }
}
