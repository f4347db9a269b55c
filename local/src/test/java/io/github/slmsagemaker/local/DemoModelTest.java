package io.github.slmsagemaker.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo model is shipped with the examination of that very file, or not at all. */
final class DemoModelTest {
  private static final Path FOLDER = Path.of("..", "tools", "demo-model");
  private static final Path WEIGHTS = FOLDER.resolve("slm-demo.gguf");
  private static final long LARGEST = 4_000_000;
  private static final String ADVICE =
      "%s does not speak of tools/demo-model/slm-demo.gguf as it is now; examine the file, which"
          + " writes both its table and its checksum: cd tools/demo-model && ./evaluate --readme README.md";

  @Test
  void the_checksum_is_that_of_the_demo_model() throws IOException {
    assertThat(FOLDER.resolve("slm-demo.gguf.sha256"))
        .as(ADVICE, "tools/demo-model/slm-demo.gguf.sha256")
        .hasContent(sha256(WEIGHTS) + "  slm-demo.gguf");
  }

  @Test
  void the_evaluation_table_is_that_of_the_demo_model() throws IOException {
    String table = evaluation(Files.readString(FOLDER.resolve("README.md")));

    assertThat(table)
        .as(ADVICE, "The evaluation table in tools/demo-model/README.md")
        .contains("SHA-256 `" + sha256(WEIGHTS) + "`");
  }

  @Test
  void the_demo_model_is_small() throws IOException {
    assertThat(Files.size(WEIGHTS)).isLessThanOrEqualTo(LARGEST);
  }

  @Test
  void what_is_unpacked_is_the_demo_model_even_over_another_file(@TempDir Path cache)
      throws IOException {
    Files.writeString(cache.resolve("slm-demo.gguf"), "an older one");

    assertThat(DemoModel.unpacked(cache)).hasSameBinaryContentAs(WEIGHTS);
  }

  private static String evaluation(String readme) {
    Matcher between =
        Pattern.compile("<!-- evaluation -->(.*)<!-- end of evaluation -->", Pattern.DOTALL)
            .matcher(readme);
    assertThat(between.find())
        .as("tools/demo-model/README.md has the marks of the evaluation table")
        .isTrue();
    return between.group(1);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
