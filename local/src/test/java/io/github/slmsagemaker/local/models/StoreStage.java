package io.github.slmsagemaker.local.models;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in an empty folder, and a hub that misbehaves on command. */
abstract class StoreStage {
  static final int SIZE = 700_001;

  static final byte[] CONTENT = content();

  static final String TOKEN = "hf_canary0123456789";

  /** This machine's, with room for everything. */
  static final Disk DISK = withFree(Long.MAX_VALUE);

  @TempDir Path folder;

  FileServer server;

  final Lines lines = new Lines();

  @BeforeEach
  void start() throws IOException {
    server = new FileServer(CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  ModelStore store() {
    return new ModelStore(folder, hub(), lines, timing(), DISK);
  }

  static Disk withFree(long bytes) {
    return new Disk() {
      @Override
      public long freeBytes(Path folder) {
        return bytes;
      }

      @Override
      public OutputStream append(Path file) throws IOException {
        return Disk.OF_THIS_MACHINE.append(file);
      }
    };
  }

  Hub hub() {
    return Hub.of(Map.of("HF_ENDPOINT", server.base() + "/", "HF_TOKEN", TOKEN));
  }

  static ModelStore.Timing timing() {
    return new ModelStore.Timing(Duration.ofMillis(300), Duration.ofMillis(1));
  }

  URI source() {
    return server.base().resolve("/m.gguf");
  }

  ModelFile file() {
    return new ModelFile(source(), "m.gguf", OptionalLong.of(SIZE), Optional.of(sha256(CONTENT)));
  }

  void leave(int bytes, String entityTag) throws IOException {
    Files.write(folder.resolve("m.gguf.part"), Arrays.copyOf(CONTENT, bytes));
    Files.writeString(folder.resolve("m.gguf.part.etag"), entityTag);
  }

  List<String> leftovers() {
    return List.of(Objects.requireNonNull(folder.toFile().list()));
  }

  static byte[] content() {
    byte[] bytes = new byte[SIZE];
    new Random(20261123).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Keeps what was told. */
  static final class Lines implements Progress {
    private final List<String> said = new CopyOnWriteArrayList<>();
    volatile long last;
    volatile boolean closed;

    @Override
    public void at(long at, long total) {
      last = at;
    }

    @Override
    public void say(String line) {
      said.add(line);
    }

    @Override
    public void close() {
      closed = true;
    }

    String text() {
      return String.join("\n", said);
    }

    /** Waits until {@code speaker} says it; fails where it has ended without. */
    void await(String part, Thread speaker) throws InterruptedException {
      while (!text().contains(part)) {
        if (!speaker.isAlive() && !text().contains(part)) {
          throw new AssertionError("ended without saying '" + part + "': " + text());
        }
        Thread.sleep(5);
      }
    }
  }
}
