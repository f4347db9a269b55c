package io.github.slmsagemaker.local.llama.binding;

import io.github.slmsagemaker.local.llama.LlamaException;
import java.util.Locale;

/**
 * The platforms whose library is known, with the library's checksum.
 *
 * <p>The checksums are those of the files inside {@code de.kherud:llama:4.2.0} as published on
 * Maven Central. Only {@link #LINUX_X64} has been run.
 */
enum NativePlatform {
  LINUX_X64(
      "Linux/x86_64/libjllama.so",
      "93276c536d00f037c37ed6ec1e55be9c828940f4a0af59af10a8f638a31bbc3c"),
  LINUX_ARM64(
      "Linux/aarch64/libjllama.so",
      "d852c1625b2dac90a974613a2f019ecabf0c5d7bc054dcc14a05246d5aa2a1a7"),
  MACOS_X64(
      "Mac/x86_64/libjllama.dylib",
      "02ec1b3570cde80e5fbfc3ba56b5de68ffef2a26e7b470a89547a80e87120e81"),
  MACOS_ARM64(
      "Mac/aarch64/libjllama.dylib",
      "7ba2311dc634e24b572512a2279357327511ad3d77dea032a77feab77c14d341");

  private static final String ROOT = "de/kherud/llama/";

  private final String file;
  private final String sha256;

  NativePlatform(String file, String sha256) {
    this.file = file;
    this.sha256 = sha256;
  }

  /**
   * The platform that the system properties {@code os.name} and {@code os.arch} describe.
   *
   * @throws LlamaException.UnsupportedMachine for any other
   */
  static NativePlatform of(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    boolean x64 = osArch.equals("amd64") || osArch.equals("x86_64");
    boolean arm64 = osArch.equals("aarch64") || osArch.equals("arm64");
    boolean mac = os.startsWith("mac");
    if ((mac || os.startsWith("linux")) && (x64 || arm64)) {
      return mac ? (x64 ? MACOS_X64 : MACOS_ARM64) : (x64 ? LINUX_X64 : LINUX_ARM64);
    }
    throw new LlamaException.UnsupportedMachine(
        "no llama.cpp library for %s on %s, expected Linux or macOS on x64 or arm64; "
                .formatted(osName, osArch)
            + "use a llama-server that runs elsewhere");
  }

  boolean isLinux() {
    return this == LINUX_X64 || this == LINUX_ARM64;
  }

  /** Name of the class path resource. */
  String resource() {
    return ROOT + file;
  }

  String fileName() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  String sha256() {
    return sha256;
  }
}
