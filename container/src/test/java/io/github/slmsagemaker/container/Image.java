package io.github.slmsagemaker.container;

import io.github.slmsagemaker.core.deployment.ContainerNames;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the image's root would hold for an entrypoint, in a folder: its files, a model, and programs
 * that stand in for engine and nginx. They note how they were started and run until a signal.
 */
final class Image {
  /** What the help of a llama-server says of loading since July 2026. */
  static final String LOAD_MODES =
      """
      --repack, -nr, --no-repack              whether to enable weight repacking (default: enabled)
      -lm,   --load-mode MODE                 model loading mode (default: auto)
                                              - none: no special loading mode
                                              - mmap: memory-map model
                                              - dio: use DirectIO if available
      """;

  /** Longer than the head that is checksummed. */
  static final int MODEL_BYTES = 70_000;

  static final String MODEL = "hermes-3-llama-3.1-8b";
  private static final String STAND_IN =
      """
      #!/bin/sh
      name=${0##*/}
      if [ "$*" = --help ]; then cat "@FOLDER@/$name.help"; exit; fi
      printf '%s\\n' "$@" >"@FOLDER@/$name.arguments"
      env >"@FOLDER@/$name.environment"
      pwd >"@FOLDER@/$name.folder"
      if [ -n "${STAND_IN_STATUS:-}" ] && [ "$name" != nginx ]; then exit "$STAND_IN_STATUS"; fi
      trap 'echo terminated >"@FOLDER@/$name.end"; kill $!; exit 0' TERM
      echo $$ >"@FOLDER@/$name.pid"
      while :; do @SLEEP@ 60 & wait $!; done
      """;

  final Path folder;
  final Path here;
  final Path programs;
  private final Path notes;

  private Image(Path folder) {
    this.folder = folder;
    this.here = folder.resolve("opt/slm");
    this.programs = folder.resolve("bin");
    this.notes = folder.resolve("notes");
  }

  static Image llamaCpp(Path folder) throws IOException {
    return of(folder, "llama-cpp", List.of("llama-server", "nginx"));
  }

  /** The image of a target, complete. */
  static Image of(Path folder, String target, List<String> engines) throws IOException {
    Image image = new Image(folder);
    Files.createDirectories(image.here);
    Files.createDirectories(image.notes);
    Files.createDirectories(folder.resolve("tmp"));
    Path context = Files.createDirectories(folder.resolve("context"));
    ContainerFiles.copyTo(context);
    for (String name : ContainerFiles.NAMES) {
      if (name.equals("checks.sh") || name.startsWith(target + "/")) {
        Path file = context.resolve(name);
        Files.copy(file, image.here.resolve(file.getFileName().toString()));
      }
    }
    Files.createDirectories(image.programs);
    for (String engine : engines) {
      image.standIn(engine);
    }
    image.model(gguf());
    image.help(LOAD_MODES);
    image.readsDirectly(true);
    image.replace("checks.sh", "/sys/fs/cgroup", folder.resolve("cgroup").toString());
    return image;
  }

  private void standIn(String name) throws IOException {
    program(
        name,
        STAND_IN
            .replace("@FOLDER@", notes.toString())
            .replace("@SLEEP@", Programs.find("sleep").orElseThrow().toString()));
  }

  private void program(String name, String text) throws IOException {
    Path program = programs.resolve(name);
    Files.writeString(program, text);
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
  }

  /** What llama-server says of its options. */
  void help(String text) throws IOException {
    Files.writeString(notes.resolve("llama-server.help"), text);
  }

  /** Whether the file system lets files be read past the page cache; dd's other calls are noted. */
  void readsDirectly(boolean directly) throws IOException {
    program(
        "dd",
        """
        #!/bin/sh
        case "$*" in
          *iflag=direct) exit %d ;;
          *) printf '%%s\\n' "$@" >"%s/dd.arguments" ;;
        esac
        """
            .formatted(directly ? 0 : 1, notes));
  }

  /** Changes a file of the layer. */
  void replace(String file, String text, String other) throws IOException {
    Path path = here.resolve(file);
    if (Files.exists(path)) {
      Files.writeString(path, Files.readString(path).replace(text, other));
    }
  }

  /** Writes a file of the control group that the entrypoint finds itself in. */
  void controlGroup(String file, String text) throws IOException {
    Path path = folder.resolve("cgroup").resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  /** Bytes that begin as a GGUF of version 3 does. */
  static byte[] gguf() {
    byte[] bytes = new byte[MODEL_BYTES];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) (at * 31);
    }
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("GGUF".getBytes(StandardCharsets.US_ASCII))
        .putInt(3);
    return bytes;
  }

  /** The catalogue's model file, and what the build notes about it. */
  void model(byte[] bytes) throws IOException {
    Files.write(here.resolve("model.gguf"), bytes);
    Files.writeString(here.resolve("model.env"), noted(bytes));
  }

  /** What {@code build/fetch-model} writes about a file. */
  static String noted(byte[] bytes) {
    return """
    model_id='%s'
    model_quantization='Q4_K_M'
    model_file='model.gguf'
    model_bytes=%d
    model_sha256=%s
    model_head_sha256=%s
    model_kv_bytes_per_token=131072
    model_trained_context=131072
    """
        .formatted(
            MODEL,
            bytes.length,
            sha256(bytes),
            sha256(Arrays.copyOf(bytes, Math.min(bytes.length, 65_536))));
  }

  static String sha256(byte[] bytes) {
    return hex(sha256().digest(bytes));
  }

  /** Of a file of any size. */
  static String sha256(Path file) throws IOException {
    try (DigestInputStream bytes = new DigestInputStream(Files.newInputStream(file), sha256())) {
      bytes.transferTo(OutputStream.nullOutputStream());
      return hex(bytes.getMessageDigest().digest());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  /** Environment as a stack writes it. */
  static Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            ContainerNames.MODEL, MODEL,
            ContainerNames.QUANTIZATION, "Q4_K_M",
            ContainerNames.CONTEXT_TOKENS, "2048",
            ContainerNames.THREADS, "1",
            ContainerNames.PHYSICAL_BATCH_TOKENS, "128",
            ContainerNames.SEQUENCES, "1",
            ContainerNames.PROMPT_CACHE_MB, "0",
            ContainerNames.MAX_CONCURRENCY, "1",
            ContainerNames.MEMORY_MB, "6144"));
  }

  /** Starts the entrypoint in a folder that nobody can write to. */
  Running start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", here.resolve("serve").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/proc").toFile());
    builder.environment().clear();
    builder.environment().put("PATH", programs + ":" + Programs.folder());
    builder.environment().put("TMPDIR", folder.resolve("tmp").toString());
    builder.environment().put("SAGEMAKER_BIND_TO_PORT", Integer.toString(Ports.free()));
    builder.environment().putAll(environment);
    Path log = Files.createTempFile(folder, "run", ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new Running(builder.start(), log, notes);
  }
}
