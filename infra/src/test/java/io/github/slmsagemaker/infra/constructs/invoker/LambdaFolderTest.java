package io.github.slmsagemaker.infra.constructs.invoker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LambdaFolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void write_what_the_adapter_starts() throws IOException {
    Path start = Files.writeString(folder.resolve("run.sh"), "#!/bin/sh\n");
    assertThat(start.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void a_complete_package_passes() throws IOException {
    Files.write(folder.resolve("Good.class"), classFile(69));
    jar("lib.jar", "a/Good.class", classFile(52));

    assertThat(LambdaFolder.ofInvoker(folder)).isEqualTo(folder);
  }

  @Test
  void a_package_that_only_its_builder_could_read_is_made_readable() throws IOException {
    Path lib = Files.createFile(folder.resolve("lib.txt"));
    Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("rw-r-----"));

    LambdaFolder.ofInvoker(folder);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lib)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void a_folder_that_is_not_there_says_what_builds_it() {
    assertThatThrownBy(() -> LambdaFolder.ofInvoker(folder.resolve("absent")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the invoker's package is not there")
        .hasMessageContaining("mvn -pl invoker -am package");
  }

  @Test
  void a_start_script_that_cannot_run_is_refused() {
    assertThat(folder.resolve("run.sh").toFile().setExecutable(false)).isTrue();

    assertThatThrownBy(() -> LambdaFolder.ofInvoker(folder))
        .hasMessageContaining("run.sh is missing or not executable");
  }

  @Test
  void a_class_newer_than_the_runtime_is_refused() throws IOException {
    Files.write(folder.resolve("New.class"), classFile(70));

    assertThatThrownBy(() -> LambdaFolder.ofInvoker(folder))
        .hasMessageContaining(
            "New.class is compiled for Java 26, but the function runs on Java 25");
  }

  @Test
  void a_class_newer_than_the_runtime_is_found_in_a_jar() throws IOException {
    jar("lib.jar", "a/New.class", classFile(70));

    assertThatThrownBy(() -> LambdaFolder.ofInvoker(folder))
        .hasMessageContaining("lib.jar!a/New.class is compiled for Java 26");
  }

  @Test
  void what_a_jar_keeps_for_newer_runtimes_is_let_be() throws IOException {
    jar("lib.jar", "META-INF/versions/26/a/New.class", classFile(70));

    assertThat(LambdaFolder.ofInvoker(folder)).isEqualTo(folder);
  }

  @Test
  void a_truncated_class_is_refused() throws IOException {
    Files.write(folder.resolve("Half.class"), new byte[] {(byte) 0xCA, (byte) 0xFE});

    assertThatThrownBy(() -> LambdaFolder.ofInvoker(folder))
        .hasMessageContaining("is no class file");
  }

  private void jar(String name, String entry, byte[] bytes) throws IOException {
    try (var jar = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      jar.putNextEntry(new ZipEntry(entry));
      jar.write(bytes);
      jar.closeEntry();
    }
  }

  private static byte[] classFile(int version) {
    return ByteBuffer.allocate(12)
        .putInt(0xCAFEBABE)
        .putShort((short) 0)
        .putShort((short) version)
        .array();
  }
}
