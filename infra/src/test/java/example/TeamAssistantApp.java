package example;

import io.github.slmsagemaker.core.deployment.Lane;
import io.github.slmsagemaker.deployment.Access;
import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.Placement;
import io.github.slmsagemaker.infra.constructs.api.ApiConstruct;
import io.github.slmsagemaker.infra.constructs.invoker.InvokerConstruct;
import io.github.slmsagemaker.infra.constructs.model.SageMakerConstruct;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** A model for a team, in somebody else's CDK app. */
final class TeamAssistantApp {
  private TeamAssistantApp() {}

  static void addTo(App app, String image, Path invokerCode) {
    Stack stack = new Stack(app, "TeamAssistant");
    var place = Placement.Serverless.USUAL.withImage(new ModelImage.Existing(image));
    var hermes = Deployment.usual(Lane.SERVERLESS).withPlacement(place);
    var model = new SageMakerConstruct(stack, "Hermes", hermes);
    var invoker =
        new InvokerConstruct(stack, "Invoker", InvokerConstruct.Props.of(model, invokerCode));
    var api =
        new ApiConstruct(
            stack,
            "Api",
            ApiConstruct.Props.of(invoker.function())
                .withAccess(Access.ApiKeys.named("alice", "bob")));
    CfnOutput.Builder.create(stack, "Url").value(api.baseUrl()).build();
  }
}
