package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape.Column;
import dev.lockkeeper.model.Direction;
import dev.lockkeeper.model.Fact.DataEffect;
import dev.lockkeeper.model.Fact.Effect;
import dev.lockkeeper.model.Fact.Sample;
import dev.lockkeeper.model.Population;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what happened to single values into effects per column. */
final class Effects {

    private static final int SAMPLES = 5;
    private static final int SAMPLE_LENGTH = 120;

    private record Place(String table, String column, Effect effect) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::table).thenComparing(Place::column).thenComparing(Place::effect);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private static final class Tally {
        private long values;
        private final List<Sample> samples = new ArrayList<>();
    }

    private final Map<Place, Map<Population, Tally>> tallies = new TreeMap<>();
    private final Map<Place, Later> later = new TreeMap<>();

    /** The table's name after the step, which its statements may use, and the column before and after. */
    private record Later(String table, @Nullable Column before, @Nullable Column after) {}

    /** One value, or one row when the column is null. */
    void add(
            String table,
            @Nullable String column,
            Effect effect,
            Population population,
            String key,
            @Nullable String before,
            @Nullable String after) {
        Tally tally = tallies.computeIfAbsent(
                        new Place(table, column == null ? "" : column, effect), any -> new EnumMap<>(Population.class))
                .computeIfAbsent(population, any -> new Tally());
        tally.values++;
        if (tally.samples.size() < SAMPLES) {
            tally.samples.add(new Sample(shortened(key), shorten(before), shorten(after)));
        }
    }

    /** What the place is called after the step, and what it was made of. */
    void later(String table, Effect effect, String tableAfter, Column before, @Nullable Column after) {
        later.put(new Place(table, before.name(), effect), new Later(tableAfter, before, after));
    }

    List<DataEffect> facts(Direction by, Attribution attribution) {
        List<DataEffect> facts = new ArrayList<>();
        tallies.forEach((place, byPopulation) -> {
            // The order of the enumeration is that of telling power.
            Map.Entry<Population, Tally> telling =
                    byPopulation.entrySet().iterator().next();
            Later after = later.getOrDefault(place, new Later(place.table, null, null));
            Column columnAfter = after.after();
            Attribution.Blame blame = attribution.blame(
                    place.table, place.column, after.table(), columnAfter == null ? place.column : columnAfter.name());
            String sql = by == Direction.UP && place.effect != Effect.MOVED ? blame.sql() : null;
            facts.add(new DataEffect(
                    place.table,
                    place.column.isEmpty() ? null : place.column,
                    place.effect,
                    by,
                    telling.getValue().values,
                    telling.getKey(),
                    blame.named(),
                    blame.at(),
                    null,
                    telling.getValue().samples,
                    sql == null ? null : EffectPreflight.of(place.table, after.before(), columnAfter, sql)));
        });
        return facts;
    }

    private static @Nullable String shorten(@Nullable String text) {
        return text == null ? null : shortened(text);
    }

    private static String shortened(String value) {
        String text = Fleeting.masked(value, Instant.now());
        return text.length() <= SAMPLE_LENGTH ? text : text.substring(0, SAMPLE_LENGTH - 1) + "…";
    }
}
