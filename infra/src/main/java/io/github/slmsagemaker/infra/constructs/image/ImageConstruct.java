package io.github.slmsagemaker.infra.constructs.image;

import io.github.slmsagemaker.deployment.Deployment;
import io.github.slmsagemaker.deployment.ModelImage;
import io.github.slmsagemaker.deployment.engine.LayeredImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ecr.assets.DockerImageAsset;
import software.amazon.awscdk.services.ecr.assets.Platform;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * The image of the serverless lane, built when the stack is deployed: our layer, with the model's
 * weights, over a published engine image.
 *
 * <p>It is built again only where an input changed: a file of the build context, the engine image's
 * name, what the catalogue says of the weights, or what conversations begin with. A tag that is
 * moved is not seen; name a digest.
 */
public final class ImageConstruct extends Construct {
  private static final int TAG_LENGTH = 20;

  private final ContainerImage image;

  /** Creates what builds the image. */
  public ImageConstruct(Construct scope, String id, Props props) {
    super(scope, id);
    Deployment deployment = props.deployment();
    ImageInputs inputs = ImageInputs.of(props.layered(), deployment, props.image());
    Path folder = ImageFolder.unpack(deployment.beginning());
    this.image =
        switch (props.image().builder()) {
          case CODEBUILD -> codeBuild(inputs, folder);
          case DOCKER -> docker(inputs, folder);
        };
  }

  /** What SageMaker is given. */
  public ContainerImage image() {
    return image;
  }

  private ContainerImage codeBuild(ImageInputs inputs, Path folder) {
    Asset context = Asset.Builder.create(this, "Context").path(folder.toString()).build();
    return ImageBuild.create(this, inputs, context, tag(inputs, context.getAssetHash()));
  }

  private ContainerImage docker(ImageInputs inputs, Path folder) {
    DockerImageAsset asset =
        DockerImageAsset.Builder.create(this, "Asset")
            .directory(folder.toString())
            .target(inputs.target())
            .buildArgs(inputs.arguments())
            .platform(Platform.LINUX_AMD64)
            // SageMaker takes Docker's manifests only; a newer docker would push OCI's.
            .outputs(List.of("type=docker"))
            .build();
    Stack stack = Stack.of(this);
    return new ContainerImage(
        asset.getImageUri(),
        stack.getAccount(),
        stack.getRegion(),
        asset.getRepository().getRepositoryName());
  }

  /** A name for these inputs and no others. */
  private static String tag(ImageInputs inputs, String contextHash) {
    String all = contextHash + "\n" + inputs.target() + "\n" + inputs.arguments();
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, TAG_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What goes into the image.
   *
   * @param layered what runs in it
   * @param deployment what it is for; its weights are pinned
   * @param image who builds it, and on what
   */
  public record Props(LayeredImage layered, Deployment deployment, ModelImage.Built image) {
    public Props {
      Objects.requireNonNull(layered, "layered");
      Objects.requireNonNull(image, "image");
      if (!deployment.weights().isPinned()) {
        throw new IllegalArgumentException(
            "%s of %s has no file and checksum to build an image from"
                .formatted(deployment.weights().name(), deployment.model().id()));
      }
    }
  }
}
