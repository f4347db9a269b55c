package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The library's copy on disk: unpacked once per checksum, checked at every start. */
final class NativeLibraryFile {
  private NativeLibraryFile() {}

  /** The checked file below {@code cacheFolder}, unpacked from the class path if need be. */
  static Path unpacked(NativePlatform platform, Path cacheFolder) {
    Path file =
        cacheFolder.resolve("native").resolve(platform.sha256()).resolve(platform.fileName());
    try {
      if (!Files.isRegularFile(file) || !platform.sha256().equals(sha256(file))) {
        unpack(platform, file);
      }
      return file;
    } catch (IOException e) {
      throw new LlamaException.LibraryUnusable(
          "cannot unpack the llama.cpp library to %s (%s); make it writable or set XDG_CACHE_HOME"
              .formatted(file, e),
          e);
    }
  }

  /** Complete bytes appear under the final name at once, also when two processes unpack. */
  private static void unpack(NativePlatform platform, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Path partial = Files.createTempFile(file.getParent(), platform.fileName(), ".part");
    try {
      try (InputStream resource = open(platform)) {
        Files.copy(resource, partial, StandardCopyOption.REPLACE_EXISTING);
      }
      String seen = sha256(partial);
      if (!seen.equals(platform.sha256())) {
        throw new LlamaException.LibraryUnusable(
            "%s on the class path has SHA-256 %s, expected %s; use de.kherud:llama:4.2.0"
                .formatted(platform.resource(), seen, platform.sha256()),
            null);
      }
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  private static InputStream open(NativePlatform platform) {
    InputStream resource =
        NativeLibraryFile.class.getClassLoader().getResourceAsStream(platform.resource());
    if (resource == null) {
      throw new LlamaException.LibraryUnusable(
          "%s is not on the class path; add de.kherud:llama:4.2.0".formatted(platform.resource()),
          null);
    }
    return resource;
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] chunk = new byte[1 << 16];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
