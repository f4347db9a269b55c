package io.github.slmsagemaker.local.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;

/** The bytes of a file that are there so far, and which version of it they belong to. */
final class PartFile {
  private final Path part;
  private final Path validator;
  private final Disk disk;

  PartFile(Path target, Disk disk) {
    this.disk = disk;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.validator = target.resolveSibling(target.getFileName() + ".part.etag");
  }

  Path path() {
    return part;
  }

  Path folder() {
    return Objects.requireNonNull(part.toAbsolutePath().getParent());
  }

  long length() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** The strong entity tag of the bytes, which a resumed transfer must still have. */
  Optional<String> entityTag() throws IOException {
    return Files.exists(validator)
        ? Optional.of(Files.readString(validator)).filter(tag -> !tag.isBlank())
        : Optional.empty();
  }

  /** Starts anew with a version of the file. */
  void restart(Optional<String> entityTag) throws IOException {
    discard();
    // A weak tag (W/"...") does not promise the same bytes, so it can never be resumed with.
    if (entityTag.isPresent() && entityTag.get().startsWith("\"")) {
      Files.writeString(validator, entityTag.get(), UTF_8);
    }
  }

  /**
   * Writes behind the bytes that are there.
   *
   * @throws StartFailure from every call where the disk does not take them: no network's fault
   */
  OutputStream append() {
    try {
      return new Kept(disk.append(part));
    } catch (IOException refused) {
      throw refused(refused);
    }
  }

  private final class Kept extends FilterOutputStream {
    Kept(OutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
      try {
        out.write(bytes, from, count);
      } catch (IOException full) {
        throw refused(full);
      }
    }

    @Override
    public void close() {
      try {
        out.close();
      } catch (IOException full) {
        throw refused(full);
      }
    }
  }

  private StartFailure refused(IOException reason) {
    return new StartFailure(
        "cannot write to %s (%s); make room on its disk, or set XDG_CACHE_HOME to a folder on another"
                .formatted(part, reason.getMessage())
            + " (a later start continues where this one ended)",
        reason);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(validator);
  }

  /** Makes the bytes the file that they were for, in one step. */
  void becomes(Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(validator);
  }
}
