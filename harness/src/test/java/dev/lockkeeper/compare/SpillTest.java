package dev.lockkeeper.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpillTest {

    @Test
    void what_does_not_fit_in_memory_comes_back_in_order_and_leaves_no_file() throws IOException {
        List<String> expected = new ArrayList<>();
        Random random = new Random(1);
        List<String> told = new ArrayList<>();
        long before = files();
        // Runs of some ten records each, so that there are more of them than are merged at once.
        try (Spill spill = new Spill(1_000)) {
            for (int at = 0; at < 2_000; at++) {
                String key = Long.toString(random.nextLong(), 36);
                expected.add(key);
                spill.add(new Spill.Entry(key.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) at}));
            }
            for (Spill.Entry entry = spill.next(); entry != null; entry = spill.next()) {
                told.add(new String(entry.key(), StandardCharsets.UTF_8));
            }
            assertThat(files()).as("it did use files").isGreaterThan(before);
        }

        expected.sort(null);
        assertThat(told).isEqualTo(expected);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void values_come_back_from_their_bytes() throws IOException {
        Object[] values = {null, true, 42L, new BigDecimal("0.10"), "Zoë\0", new Bytes(new byte[] {0, -1})};

        assertThat(Encoding.read(Encoding.of(values), values.length)).containsExactly(values);
    }

    @Test
    void keys_are_ordered_as_utf8_orders_them() {
        List<String> names = List.of("", "A", "B", "a", "é", "\uFF5E", "\uD83D\uDE00");
        List<byte[]> bytes = names.stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        for (int one = 0; one < names.size(); one++) {
            for (int other = 0; other < names.size(); other++) {
                assertThat(Integer.signum(
                                KeyOrder.compare(new Object[] {names.get(one)}, new Object[] {names.get(other)})))
                        .as(names.get(one) + " and " + names.get(other))
                        .isEqualTo(Integer.signum(new Bytes(bytes.get(one)).compareTo(new Bytes(bytes.get(other)))));
            }
        }
    }

    private static long files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("lockkeeper-compare"))
                    .count();
        }
    }
}
