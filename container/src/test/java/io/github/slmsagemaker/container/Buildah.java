package io.github.slmsagemaker.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds images without a container engine, with a storage of its own in the build folder.
 *
 * @param folder where it runs
 */
record Buildah(Path folder) {
  /** An image of the fetched engine, which stands in for AWS's; the container that it came of. */
  String engine(String tag) throws Exception {
    String engine = ok("from", "scratch");
    ok("copy", "-q", engine, RealContainer.ENGINE.toString(), "/");
    ok("config", "--env", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", engine);
    ok("commit", "-q", engine, tag);
    return engine;
  }

  /** The last line of what a command says that must succeed. */
  String ok(String... arguments) throws Exception {
    Programs.Ended end = run(List.of(arguments));
    assertThat(end.status()).as(end.said()).isZero();
    return end.said().lines().reduce("", (_, last) -> last).strip();
  }

  Programs.Ended run(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(command());
    command.addAll(arguments);
    return Programs.run(folder, Map.of("BUILDAH_ISOLATION", "chroot"), command);
  }

  void removeAll() throws Exception {
    run(List.of("rmi", "--all", "--force"));
  }

  /** The program and where it stores. */
  static List<String> command() {
    Path storage = Path.of("target", "buildah").toAbsolutePath();
    return List.of(
        "buildah",
        "--root",
        storage.resolve("root").toString(),
        "--runroot",
        storage.resolve("run").toString(),
        "--storage-driver",
        "vfs");
  }
}
