package io.github.slmsagemaker.local.models;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Says whether what arrived is what was published. */
final class Checksum {
  private static final int BUFFER = 1 << 20;

  private final ModelFile file;

  Checksum(ModelFile file) {
    this.file = file;
  }

  /**
   * @throws StartFailure where it is not; the bytes are gone then
   */
  void verify(PartFile part, Progress progress) throws IOException {
    long size = part.length();
    if (file.size().isPresent() && size != file.size().getAsLong()) {
      throw rejected(part, "size", size + " bytes", file.size().getAsLong() + " bytes");
    }
    if (file.sha256().isEmpty()) {
      progress.say("no checksum is known for " + file.fileName() + "; it was not checked");
      return;
    }
    progress.say("checking the SHA-256 of " + Bytes.shown(size));
    String seen = sha256(part.path());
    if (!seen.equals(file.sha256().get())) {
      throw rejected(part, "SHA-256", seen, file.sha256().get());
    }
  }

  private StartFailure rejected(PartFile part, String what, String seen, String expected)
      throws IOException {
    part.discard();
    return Unobtainable.because(
        null,
        "%s from %s has the wrong %s: %s, expected %s; it was removed"
            .formatted(file.fileName(), Urls.shown(file.source()), what, seen, expected),
        "start again");
  }

  private static String sha256(Path path) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
