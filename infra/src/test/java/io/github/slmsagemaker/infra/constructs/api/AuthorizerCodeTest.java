package io.github.slmsagemaker.infra.constructs.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuthorizerCodeTest {
  private static final int JAVA_25 = 69;

  @Test
  void the_package_holds_the_authorizers_classes_and_nothing_else() throws IOException {
    assertThat(classes().stream().map(file -> file.getFileName().toString()))
        .containsExactlyInAnyOrder(
            "Credential.class", "KeyAuthorizer.class", "StagePolicy.class", "package-info.class");
  }

  @Test
  void the_package_for_tokens_holds_the_library_beside_the_classes() throws IOException {
    try (Stream<Path> files = Files.walk(AuthorizerCode.unpackTokens())) {
      assertThat(files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
          .contains("TokenAuthorizer.class", "Credential.class", "StagePolicy.class")
          .filteredOn(name -> name.endsWith(".jar"))
          .singleElement()
          .asString()
          .matches("nimbus-jose-jwt-[0-9.]+\\.jar");
    }
  }

  @Test
  void no_class_is_newer_than_the_functions_runtime() throws IOException {
    for (Path file : classes()) {
      assertThat((int) ByteBuffer.wrap(Files.readAllBytes(file)).getShort(6))
          .as(file.toString())
          .isLessThanOrEqualTo(JAVA_25);
    }
  }

  @Test
  void lambda_can_read_every_file_and_folder() throws IOException {
    try (Stream<Path> files = Files.walk(AuthorizerCode.unpackKeys())) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo(Files.isDirectory(file) ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static List<Path> classes() throws IOException {
    try (Stream<Path> files = Files.walk(AuthorizerCode.unpackKeys())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
