package io.github.slmsagemaker.local.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads that were interrupted. */
final class ContinuedTransferTest extends StoreStage {
  @ParameterizedTest(name = "cut at byte {0}")
  @ValueSource(ints = {1, 4_096, 262_144, 262_145, 700_000})
  void a_transfer_that_was_cut_continues_where_it_ended(int at) throws Exception {
    server.cutAt = at;
    server.cuts.set(1);

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen())
        .extracting(FileServer.Seen::range)
        .containsExactly(Optional.empty(), Optional.of("bytes=" + at + "-"));
    assertThat(server.seen().getLast().ifRange()).contains("\"v1\"");
  }

  @Test
  void a_later_process_continues_what_an_earlier_one_left() throws Exception {
    leave(300_000, "\"v1\"");

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen())
        .extracting(FileServer.Seen::range)
        .containsExactly(Optional.of("bytes=300000-"));
  }

  @Test
  void a_file_that_changed_meanwhile_is_read_from_its_start() throws Exception {
    leave(300_000, "\"v0\"");
    Files.write(folder.resolve("m.gguf.part"), new byte[300_000]);

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
  }

  @Test
  void a_server_that_ignores_range_is_read_from_the_start() throws Exception {
    leave(300_000, "\"v1\"");
    server.ignoresRange = true;

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
  }

  @Test
  void a_server_that_continues_at_another_byte_is_read_from_the_start() throws Exception {
    leave(300_000, "\"v1\"");
    server.shiftsRange = true;

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen().getLast().range()).isEmpty();
  }

  @Test
  void nothing_is_continued_blindly_without_a_tag_and_a_checksum() throws Exception {
    leave(300_000, "");
    Files.write(folder.resolve("m.gguf.part"), new byte[300_000]);

    ModelFile unknown = new ModelFile(source(), "m.gguf", OptionalLong.empty(), Optional.empty());
    assertThat(store().obtain(unknown)).hasBinaryContent(CONTENT);
    assertThat(server.seen()).extracting(FileServer.Seen::range).containsExactly(Optional.empty());
    assertThat(lines.text()).contains("no checksum is known");
  }

  @Test
  void a_weak_tag_is_no_reason_to_continue() throws Exception {
    server.entityTag = "W/\"v1\"";
    server.cutAt = 1_000;
    server.cuts.set(1);

    ModelFile unknown = new ModelFile(source(), "m.gguf", OptionalLong.empty(), Optional.empty());
    assertThat(store().obtain(unknown)).hasBinaryContent(CONTENT);
    assertThat(server.seen()).extracting(FileServer.Seen::range).containsOnly(Optional.empty());
  }

  @Test
  void a_part_that_is_whole_is_checked_without_a_request() throws Exception {
    leave(SIZE, "\"v1\"");

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void a_part_beyond_the_end_of_an_unsized_file_starts_over() throws Exception {
    Files.write(folder.resolve("m.gguf.part"), new byte[SIZE + 1]);

    ModelFile unsized =
        new ModelFile(source(), "m.gguf", OptionalLong.empty(), Optional.of(sha256(CONTENT)));
    assertThat(store().obtain(unsized)).hasBinaryContent(CONTENT);
  }

  @Test
  void a_continued_transfer_is_redirected_with_its_range() throws Exception {
    leave(300_000, "\"v1\"");
    server.redirect("/m.gguf", "/next/m.gguf");

    assertThat(store().obtain(file())).hasBinaryContent(CONTENT);
    assertThat(server.seen().getLast().range()).contains("bytes=300000-");
  }
}
