package io.github.slmsagemaker.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.slmsagemaker.local.startup.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ModelStoreTest extends StoreStage {
  @Test
  void a_model_is_downloaded_checked_and_kept() throws Exception {
    Path model = store().obtain(file());

    assertThat(model).isEqualTo(folder.resolve("m.gguf")).hasBinaryContent(CONTENT);
    assertThat(leftovers()).containsExactlyInAnyOrder("m.gguf", "m.gguf.lock");
    store().obtain(file());
    assertThat(server.seen()).hasSize(1);
  }

  @Test
  void a_wrong_checksum_removes_the_file_and_says_both() {
    String wrong = "0".repeat(64);
    ModelFile file = new ModelFile(source(), "m.gguf", OptionalLong.of(SIZE), Optional.of(wrong));

    assertThatThrownBy(() -> store().obtain(file))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("m.gguf")
        .hasMessageContaining(sha256(CONTENT))
        .hasMessageContaining(wrong)
        .hasMessageContaining("--model FILE");
    assertThat(leftovers()).containsExactly("m.gguf.lock");
  }

  @Test
  void a_full_disk_is_noticed_before_anything_is_written() {
    ModelStore store = new ModelStore(folder, hub(), lines, timing(), withFree(200L << 20));

    assertThatThrownBy(() -> store.obtain(file()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("has only 209.7 MB free")
        .hasMessageContaining("XDG_CACHE_HOME");
    assertThat(leftovers()).doesNotContain("m.gguf.part", "m.gguf");
  }

  @Test
  void a_second_one_waits_and_finds_the_file() throws Exception {
    DownloadLock first = DownloadLock.acquire(folder.resolve("m.gguf"), lines);
    Thread second = Thread.ofVirtual().start(() -> store().obtain(file()));
    lines.await("waiting for it", second);
    Files.write(folder.resolve("m.gguf"), CONTENT);
    first.release();
    second.join();

    assertThat(server.seen()).isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_is_one_line() throws Exception {
    Path taken = Files.writeString(folder.resolve("taken"), "");
    ModelStore store = new ModelStore(taken, hub(), lines, timing(), DISK);

    assertThatThrownBy(() -> store.obtain(file()))
        .isInstanceOf(StartFailure.class)
        .hasMessageContaining("cannot write to " + taken);
  }

  @Test
  void progress_reaches_the_end() {
    store().obtain(file());

    assertThat(lines.last).isEqualTo(SIZE);
    assertThat(lines.closed).isTrue();
  }
}
