package io.github.slmsagemaker.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands find the parts of a stack by type and by how their logical ids begin. */
class PartsOfTheStackTest {
  private static final Template BUILT = Synthesised.of(Map.of());

  @ParameterizedTest
  @CsvSource({
    "AWS::Lambda::Function, InvokerFunction",
    "AWS::Logs::LogGroup, InvokerLog",
    "AWS::Logs::LogGroup, ModelServerlessLog",
    "AWS::Logs::LogGroup, ModelServerlessImageLog",
    "AWS::CodeBuild::Project, ''",
    "AWS::ApiGateway::RestApi, ''",
    "AWS::ApiGateway::Stage, ''",
    "AWS::SageMaker::Endpoint, ''",
    "AWS::SageMaker::EndpointConfig, ''",
    "AWS::SageMaker::Model, ''",
  })
  void of_each_there_is_one(String type, String prefix) {
    assertThat(BUILT.idOf(type, prefix)).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Logs::LogGroup, ModelInstancesLog",
    "AWS::SageMaker::InferenceComponent, ''",
    "AWS::ApplicationAutoScaling::ScalableTarget, ''",
  })
  void on_the_gpu_lanes_too(String type, String prefix) {
    assertThat(Synthesised.gpu().idOf(type, prefix)).isNotBlank();
  }
}
