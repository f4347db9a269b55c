package io.github.slmsagemaker.infra.constructs;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageModesTest {
  @TempDir private Path folder;

  @Test
  void a_package_built_under_umask_077_can_be_read_by_everyone() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Path jar = Files.createFile(lib.resolve("a.jar"));
    Path start = Files.createFile(folder.resolve("run.sh"));
    Files.setPosixFilePermissions(jar, fromString("rw-------"));
    Files.setPosixFilePermissions(start, fromString("rwx------"));
    Files.setPosixFilePermissions(lib, fromString("rwx------"));

    assertThat(PackageModes.set(folder)).isEqualTo(folder);

    assertThat(mode(folder)).isEqualTo("rwxr-xr-x");
    assertThat(mode(lib)).isEqualTo("rwxr-xr-x");
    assertThat(mode(start)).isEqualTo("rwxr-xr-x");
    assertThat(mode(jar)).isEqualTo("rw-r--r--");
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
