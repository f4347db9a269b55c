package io.github.slmsagemaker.local.llama.worker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Memory that a new tenant of this machine may use.
 *
 * @param bytes page cache counts as free
 * @param source what set the limit, for messages
 */
record AvailableMemory(long bytes, String source) {
  private static final Path PROC = Path.of("/proc");
  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

  static AvailableMemory read() {
    return read(PROC, CONTROL_GROUPS);
  }

  /** The tightest of the machine and the control groups (version 2 or 1) around this process. */
  static AvailableMemory read(Path proc, Path controlGroups) {
    AvailableMemory machine =
        number(proc.resolve("meminfo"), "MemAvailable:").stream()
            .mapToObj(kib -> new AvailableMemory(kib * 1024, "this machine"))
            .findFirst()
            .orElseGet(AvailableMemory::wholeMachine);
    return Stream.concat(Stream.of(machine), groups(proc, controlGroups))
        .min((a, b) -> Long.compare(a.bytes, b.bytes))
        .orElse(machine);
  }

  /** Where there is no {@code /proc}: all memory, because free memory means little there. */
  private static AvailableMemory wholeMachine() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return new AvailableMemory(system.getTotalMemorySize(), "this machine in all");
  }

  private static Stream<AvailableMemory> groups(Path proc, Path controlGroups) {
    return lines(proc.resolve("self/cgroup"))
        .flatMap(
            line -> {
              String[] fields = line.split(":", 3);
              if (fields.length < 3) {
                return Stream.empty();
              }
              return switch (fields[1]) {
                case "" -> upwards(controlGroups, fields[2]).flatMap(AvailableMemory::version2);
                case "memory" ->
                    upwards(controlGroups.resolve("memory"), fields[2])
                        .flatMap(AvailableMemory::version1);
                default -> Stream.empty();
              };
            });
  }

  private static Stream<Path> upwards(Path root, String group) {
    Path folder = root.resolve(group.substring(1)).normalize();
    return Stream.iterate(folder, path -> path.startsWith(root), Path::getParent);
  }

  private static Stream<AvailableMemory> version2(Path folder) {
    return group(
        number(folder.resolve("memory.max"), ""),
        number(folder.resolve("memory.current"), ""),
        number(folder.resolve("memory.stat"), "active_file "),
        number(folder.resolve("memory.stat"), "inactive_file "));
  }

  private static Stream<AvailableMemory> version1(Path folder) {
    return group(
        number(folder.resolve("memory.limit_in_bytes"), ""),
        number(folder.resolve("memory.usage_in_bytes"), ""),
        number(folder.resolve("memory.stat"), "total_active_file "),
        number(folder.resolve("memory.stat"), "total_inactive_file "));
  }

  private static Stream<AvailableMemory> group(
      OptionalLong limit, OptionalLong used, OptionalLong activeFile, OptionalLong inactiveFile) {
    if (limit.isEmpty()) {
      return Stream.empty();
    }
    long taken = used.orElse(0) - activeFile.orElse(0) - inactiveFile.orElse(0);
    return Stream.of(
        new AvailableMemory(
            Math.max(0, limit.getAsLong() - Math.max(0, taken)),
            "the control group's limit of " + MemoryNeed.mebibytes(limit.getAsLong())));
  }

  /** The first whole number behind {@code prefix}; none for "max" or where there is no file. */
  private static OptionalLong number(Path file, String prefix) {
    Optional<String> line = lines(file).filter(text -> text.startsWith(prefix)).findFirst();
    String value = line.map(text -> text.substring(prefix.length()).strip()).orElse("");
    String digits = value.split("\\s", 2)[0];
    return digits.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.isReadable(file) ? List.copyOf(Files.readAllLines(file)).stream() : Stream.of();
    } catch (IOException e) {
      return Stream.of();
    }
  }
}
