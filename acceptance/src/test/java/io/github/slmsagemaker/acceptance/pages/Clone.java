package io.github.slmsagemaker.acceptance.pages;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a clone holds, relative to its root; not what builds and installations leave in it. */
final class Clone {
  private static final Set<String> LEFT_BY_BUILDS =
      Set.of(".git", ".slm", ".venv", "__pycache__", "cdk.out", "node_modules", "target");

  private final Path root;
  private final Set<Path> entries = new TreeSet<>();

  Clone(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    Files.walkFileTree(this.root, new Lister());
  }

  Path root() {
    return root;
  }

  List<Path> pages() {
    return entries.stream().filter(entry -> entry.toString().endsWith(".md")).toList();
  }

  boolean has(Path entry) {
    return entry.toString().isEmpty() || entries.contains(entry);
  }

  /** Whether anything matches, {@code **} standing for any folders. */
  boolean hasAny(String glob) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    return entries.stream().anyMatch(matcher::matches);
  }

  private final class Lister extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (LEFT_BY_BUILDS.contains(String.valueOf(folder.getFileName()))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      entries.add(root.relativize(folder));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      entries.add(root.relativize(file));
      return FileVisitResult.CONTINUE;
    }
  }
}
