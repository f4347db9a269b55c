package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * llama.cpp b4916, loaded once per process and never unloaded.
 *
 * <p>The library comes from the class path ({@code de.kherud:llama:4.2.0}), is unpacked below the
 * given cache folder and accepted only with the pinned SHA-256, because the struct layouts belong
 * to exactly that build. Linux and macOS on x64 and arm64 are pinned; only Linux x64 was run.
 */
public final class LlamaLibrary {
  private static final int BUILD = 4916;
  private static final int LONGEST_INFO = 4096;
  private static @Nullable LlamaLibrary loaded;

  private final String systemInfo;
  private final NativeLog log = new NativeLog();
  public final ModelFunctions models;
  public final ContextFunctions contexts;
  public final SamplerFunctions samplers;
  public final Architectures architectures;

  private LlamaLibrary(Path file) {
    NativeFunctions c = new NativeFunctions(SymbolLookup.libraryLookup(file, Arena.global()));
    int build =
        c.address("LLAMA_BUILD_NUMBER").reinterpret(Integer.BYTES).get(ValueLayout.JAVA_INT, 0);
    if (build != BUILD) {
      throw new LlamaException.LibraryUnusable(
          "%s is llama.cpp b%d, expected b%d; use de.kherud:llama:4.2.0"
              .formatted(file, build, BUILD),
          null);
    }
    log.attach(c);
    c.bind(Runnable.class, "llama_backend_init").run();
    systemInfo =
        NativeStrings.utf8(
            c.bind(SamplerFunctions.Plain.class, "llama_print_system_info").call(), LONGEST_INFO);
    models = new ModelFunctions(c);
    contexts = new ContextFunctions(c);
    samplers = new SamplerFunctions(c);
    architectures = new Architectures(c);
  }

  /**
   * Loads the library, or returns the one that was loaded before.
   *
   * @param cacheFolder where to unpack it; ignored after the first call
   * @throws LlamaException.UnsupportedMachine if this machine cannot run it
   * @throws LlamaException.LibraryUnusable if it cannot be unpacked or is not the expected one
   */
  public static synchronized LlamaLibrary load(Path cacheFolder) {
    LlamaLibrary before = loaded;
    if (before != null) {
      return before;
    }
    NativePlatform platform =
        NativePlatform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
    if (platform == NativePlatform.LINUX_X64) {
      CpuFeatures.requireX64(CpuFeatures.CPUINFO);
    }
    if (platform.isLinux()) {
      requireSharedLibrary("libgomp.so.1", "libgomp1");
    }
    LlamaLibrary library = open(NativeLibraryFile.unpacked(platform, cacheFolder));
    loaded = library;
    return library;
  }

  private static LlamaLibrary open(Path file) {
    try {
      return new LlamaLibrary(file);
    } catch (IllegalArgumentException e) {
      throw new LlamaException.LibraryUnusable(
          "cannot load %s (%s); a library it needs is missing: run ldd on it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The loader's own message does not say which library is missing. */
  static void requireSharedLibrary(String name, String debianPackage) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(name, arena);
    } catch (IllegalArgumentException e) {
      throw new LlamaException.UnsupportedMachine(
          "llama.cpp needs %s, which is not installed; install %s".formatted(name, debianPackage));
    }
  }

  /** The build of llama.cpp, as in {@code b4916}. */
  public String version() {
    return "b" + BUILD;
  }

  /** What llama.cpp says about the processor and how it was compiled. */
  public String systemInfo() {
    return systemInfo;
  }

  /** The last lines that llama.cpp logged, oldest first. */
  public List<String> recentLog() {
    return log.recent();
  }

  public NativeLog log() {
    return log;
  }
}
