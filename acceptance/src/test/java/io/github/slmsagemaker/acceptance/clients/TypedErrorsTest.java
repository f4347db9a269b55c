package io.github.slmsagemaker.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.github.slmsagemaker.acceptance.stage.Stage;
import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.local.frontdoor.DoorSettings;
import io.github.slmsagemaker.local.frontdoor.FrontDoor;
import io.github.slmsagemaker.local.frontdoor.PlanLimits;
import io.github.slmsagemaker.local.sagemaker.AwsError;
import io.github.slmsagemaker.local.sagemaker.Misbehaviour.Refuse;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors as the exceptions that users of the clients catch. */
final class TypedErrorsTest {
  private static final String WRONG_KEY = "slm-00000000000000000000";

  private final Stage stage = Stage.saying(Lane.SERVERLESS, "Fine");

  static Stream<Arguments> statuses() {
    return Stream.of(
        row(AwsError.model(Stage.ENDPOINT, 422, "{}"), 400, BadRequestException.class),
        row(AwsError.model(Stage.ENDPOINT, 429, "{}"), 429, RateLimitException.class),
        row(AwsError.validation("nonsense"), 500, InternalServerException.class),
        row(AwsError.model(Stage.ENDPOINT, 500, "{}"), 502, InternalServerException.class),
        row(AwsError.serviceUnavailable(), 503, InternalServerException.class),
        row(AwsError.timedOut(Stage.ENDPOINT), 504, InternalServerException.class));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest(name = "{0} is {1}, {2}")
  @MethodSource("statuses")
  void a_status_is_its_exception(
      AwsError error, int status, Class<? extends OpenAIServiceException> expected) {
    stage.endpoint().misbehave(new Refuse(error));

    Throwable thrown = failure(stage.baseUrl(), stage.key().value());

    assertThat(thrown).isInstanceOf(expected);
    assertThat(((OpenAIServiceException) thrown).statusCode()).isEqualTo(status);
    assertThat(((OpenAIServiceException) thrown).code()).isPresent();
  }

  @Test
  void a_wrong_key_is_unauthorized() {
    Throwable thrown = failure(stage.baseUrl(), WRONG_KEY);

    assertThat(thrown).isInstanceOf(UnauthorizedException.class);
    assertThat(((UnauthorizedException) thrown).code()).contains("invalid_api_key");
    assertThat(stage.engine().requests()).isEmpty();
  }

  @Test
  void a_quota_that_is_used_up_is_not_tried_again() {
    PlanLimits one = new PlanLimits(100, 100, 1, PlanLimits.Period.MONTH);
    try (FrontDoor door =
        FrontDoor.open(DoorSettings.of(0, stage.key()).withPlan(one), stage.invoker().handler())) {
      assertThat(failure(door.baseUrl(), stage.key().value())).isNull();
      Throwable thrown = failure(door.baseUrl(), stage.key().value());

      assertThat(thrown).isInstanceOf(RateLimitException.class);
      assertThat(((RateLimitException) thrown).code()).contains("insufficient_quota");
      assertThat(stage.engine().requests()).hasSize(1);
    }
  }

  @Test
  void a_model_that_is_served_is_found_and_another_is_not() {
    OpenAIClient client = Clients.openAi(stage);

    assertThat(client.models().retrieve(Stage.MODEL).id()).isEqualTo(Stage.MODEL);
    assertThat(catchThrowable(() -> client.models().retrieve("gpt-nobody")))
        .isInstanceOf(NotFoundException.class);
    client.close();
  }

  @Test
  void langchain4j_tells_a_wrong_key_a_bad_request_and_an_unknown_model_apart() {
    assertThat(langChainFailure(WRONG_KEY, Stage.MODEL, 1.0))
        .isInstanceOf(AuthenticationException.class);
    assertThat(langChainFailure(stage.key().value(), Stage.MODEL, 2.5))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("temperature");
    assertThat(langChainFailure(stage.key().value(), "gpt-nobody", 1.0))
        .isInstanceOf(ModelNotFoundException.class);
    assertThat(stage.engine().requests()).isEmpty();
  }

  private static Throwable failure(URI baseUrl, String key) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(baseUrl.toString()).apiKey(key).maxRetries(0).build();
    try {
      return catchThrowable(() -> Clients.text(client));
    } finally {
      client.close();
    }
  }

  private Throwable langChainFailure(String key, String model, double temperature) {
    OpenAiChatModel client =
        OpenAiChatModel.builder()
            .baseUrl(stage.baseUrl().toString())
            .apiKey(key)
            .modelName(model)
            .temperature(temperature)
            .build();
    return catchThrowable(() -> client.chat(Clients.QUESTION));
  }

  private static Arguments row(
      AwsError error, int status, Class<? extends OpenAIServiceException> expected) {
    return Arguments.of(
        Named.of(error.type() + error.model().map(said -> " " + said.status()).orElse(""), error),
        status,
        Named.of(expected.getSimpleName(), expected));
  }
}
