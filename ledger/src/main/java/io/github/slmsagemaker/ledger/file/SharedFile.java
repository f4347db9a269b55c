package io.github.slmsagemaker.ledger.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A small file that several processes change.
 *
 * <p>It is replaced as a whole: the next content is written beside it, forced to the disk, and
 * moved over it in one step, so that whoever reads sees the old or the new, whenever a process or
 * the machine ends. The lock is a file of its own, which is never replaced; the system gives it
 * back when its holder dies.
 */
final class SharedFile {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(1);

  /**
   * One for each lock file. A system's lock is the process's: its threads share it, and any of them
   * that closes the file gives it up for all, so only one at a time may open it.
   */
  private static final Map<Path, ReentrantLock> OWN = new ConcurrentHashMap<>();

  private final Path path;
  private final Path next;
  private final Path lock;
  private final Duration patience;

  /**
   * A file that may not exist yet.
   *
   * @param patience with others who change it
   */
  SharedFile(Path path, Duration patience) {
    this.path = path.toAbsolutePath();
    this.next = this.path.resolveSibling(path.getFileName() + ".next");
    this.lock = this.path.resolveSibling(path.getFileName() + ".lock");
    this.patience = patience;
  }

  /** Its content, empty where it does not exist. */
  Optional<String> read() throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  /** Changes it, alone; its new content is on the disk when this returns. */
  <T> T update(Function<Optional<String>, Update<T>> change) throws IOException {
    Instant giveUp = Instant.now().plus(patience);
    Path folder = Files.createDirectories(path.resolveSibling(".")).toRealPath();
    ReentrantLock own = OWN.computeIfAbsent(folder.resolve(lock), _ -> new ReentrantLock(true));
    try {
      if (!own.tryLock(patience.toNanos(), NANOSECONDS)) {
        throw new IOException("other threads held " + lock + " for " + patience);
      }
      try {
        return updateAmongProcesses(change, giveUp);
      } finally {
        own.unlock();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + lock);
    }
  }

  private <T> T updateAmongProcesses(Function<Optional<String>, Update<T>> change, Instant giveUp)
      throws IOException, InterruptedException {
    try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE)) {
      while (channel.tryLock() == null) {
        if (Instant.now().isAfter(giveUp)) {
          throw new IOException("other processes held " + lock + " for " + patience);
        }
        Thread.sleep(BETWEEN_TRIES);
      }
      // Closing the channel gives the lock back.
      return updateAlone(change);
    }
  }

  private <T> T updateAlone(Function<Optional<String>, Update<T>> change) throws IOException {
    Optional<String> old = read();
    Update<T> update = change.apply(old);
    if (!old.equals(Optional.of(update.content()))) {
      replace(update.content());
    }
    return update.result();
  }

  private void replace(String content) throws IOException {
    try (FileChannel channel = FileChannel.open(next, CREATE, WRITE, TRUNCATE_EXISTING)) {
      ByteBuffer bytes = UTF_8.encode(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
    forceFolder();
  }

  /** So that the move outlives the machine; where a folder cannot be opened, it is journalled. */
  private void forceFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(path.resolveSibling("."), READ)) {
      folder.force(true);
    } catch (AccessDeniedException windows) {
      // Windows opens no folders.
    }
  }

  /** New content, and what its writer wants to know. */
  record Update<T>(T result, String content) {}

  /** Something that reads or writes files. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }
}
