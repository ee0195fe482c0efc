package dev.lockkeeper.compare;

import dev.lockkeeper.compare.Comparison.OfTable;
import dev.lockkeeper.compare.Comparison.SequenceBehind;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.target.TargetRequest;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds two databases against each other, table by table, row by row, in constant memory: both sides are read in the order
 * of the key and walked in step. Each side is only read, and seen as it was when the comparison began.
 */
public final class Compare implements AutoCloseable {

    private final Side source;
    private final PostgresSide target;
    private final CompareRequest request;
    private final CompareProgress progress;

    private Compare(Side source, PostgresSide target, CompareRequest request, CompareProgress progress) {
        this.source = source;
        this.target = target;
        this.request = request;
        this.progress = progress;
    }

    /** @param environment a variable's value by its name, or null */
    public static Compare sqlite(
            Path file,
            TargetRequest target,
            UnaryOperator<@Nullable String> environment,
            CompareRequest request,
            CompareProgress progress) {
        return with(SqliteSide.open(file), target, environment, request, progress);
    }

    /** @param environment a variable's value by its name, or null */
    public static Compare postgres(
            TargetRequest source,
            TargetRequest target,
            UnaryOperator<@Nullable String> environment,
            CompareRequest request,
            CompareProgress progress) {
        return with(PostgresSide.open(source, environment), target, environment, request, progress);
    }

    private static Compare with(
            Side source,
            TargetRequest target,
            UnaryOperator<@Nullable String> environment,
            CompareRequest request,
            CompareProgress progress) {
        try {
            return new Compare(source, PostgresSide.open(target, environment), request, progress);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    public Comparison run() {
        long began = System.nanoTime();
        List<SideTable> sources = asked("Could not list the tables of " + source.shown() + ".", source, source::tables);
        List<SideTable> targets = asked("Could not list the tables of " + target.shown() + ".", target, target::tables);
        Pairing pairing = new Pairing(request, sources, targets);
        List<OfTable> tables = new ArrayList<>();
        List<SequenceBehind> sequences = new ArrayList<>();
        SortedMap<String, Long> onlySource = new TreeMap<>();
        List<SideTable> met = new ArrayList<>();
        for (Pairing.Paired paired : pairing.tables()) {
            SideTable to = paired.target();
            if (to == null) {
                onlySource.put(paired.source().shown(), count(source, paired.source()));
                continue;
            }
            met.add(to);
            tables.add(table(pairing.columns(paired.source(), to)));
            sequences.addAll(asked(
                    "Could not look at the sequences of " + to.shown() + ".",
                    target,
                    () -> target.sequencesBehind(to)));
        }
        return new Comparison(
                source.shown(),
                target.shown(),
                tables,
                onlySource,
                onlyTarget(targets, met),
                sequences,
                notes(sources),
                request.strict(),
                seconds(began));
    }

    private List<String> onlyTarget(List<SideTable> targets, List<SideTable> met) {
        return !request.tables().isEmpty()
                ? List.of()
                : targets.stream()
                        .filter(table -> !met.contains(table) && !Pairing.isOfTool(table))
                        .map(SideTable::shown)
                        .toList();
    }

    private List<String> notes(List<SideTable> sources) {
        List<String> notes = new ArrayList<>(source.notes());
        notes.addAll(target.notes());
        if (request.tables().isEmpty()) {
            sources.stream()
                    .filter(Pairing::isOfTool)
                    .forEach(table -> notes.add(table.shown() + " is what a tool keeps of its runs and was left out"));
        }
        return notes;
    }

    private OfTable table(TablePair pair) {
        long began = System.nanoTime();
        long sourceRows = count(source, pair.source());
        long targetRows = count(target, pair.target());
        TablePair meant = withUnits(pair);
        Rate rate = new Rate(progress, pair.source().shown(), sourceRows + targetRows);
        Differences differences = new Differences(meant, request);
        boolean inOrder = !meant.key().isEmpty() && ordered(meant, sourceRows, targetRows, differences, rate);
        if (!inOrder) {
            rate.again();
            differences = new Differences(meant, request);
            spilled(meant, sourceRows, targetRows, differences, rate);
        }
        return differences.close(sourceRows, targetRows, seconds(began));
    }

    private TablePair withUnits(TablePair pair) {
        List<Meaning> meanings = new ArrayList<>();
        for (int at = 0; at < pair.meanings().size(); at++) {
            Meaning meaning = pair.meanings().get(at);
            SideColumn column = pair.sourceColumns().get(at);
            meanings.add(
                    meaning.isMoment()
                            ? meaning.withUnit(Moments.unit(
                                    asked(reading(pair), source, () -> source.largestNumber(pair.source(), column))))
                            : meaning);
        }
        return pair.withMeanings(meanings);
    }

    /** Walks both sides in the order the servers give; false when that order is of no use. */
    private boolean ordered(TablePair pair, long sourceRows, long targetRows, Differences differences, Rate rate) {
        try (Rows left = new OrderedRows(reader(source, pair, pair.key(), sourceRows), pair);
                Rows right = new OrderedRows(reader(target, pair, pair.key(), targetRows), pair)) {
            walk(pair, left, right, differences, false, rate);
            return true;
        } catch (OrderedRows.OutOfOrder e) {
            return false;
        } catch (SQLException e) {
            throw source.trouble(reading(pair), e);
        }
    }

    private void spilled(TablePair pair, long sourceRows, long targetRows, Differences differences, Rate rate) {
        try (Rows left = new SpilledRows(reader(source, pair, List.of(), sourceRows), pair, rate::read);
                Rows right = new SpilledRows(reader(target, pair, List.of(), targetRows), pair, rate::read)) {
            walk(pair, left, right, differences, true, rate);
        } catch (SQLException e) {
            throw source.trouble(reading(pair), e);
        } catch (UncheckedIOException e) {
            throw LockkeeperException.because("Could not sort the rows of "
                            + pair.source().shown() + " in " + System.getProperty("java.io.tmpdir") + ".")
                    .answered(String.valueOf(e.getMessage()))
                    .tryThis("more room there, or another place: LOCKKEEPER_JAVA_OPTS=-Djava.io.tmpdir=…");
        }
    }

    private void walk(TablePair pair, Rows left, Rows right, Differences differences, boolean canonical, Rate rate) {
        Row from = next(source, pair, left);
        Row to = next(target, pair, right);
        while (from != null || to != null) {
            int order = from == null ? 1 : to == null ? -1 : KeyOrder.compare(from.key(), to.key());
            if (order < 0 && from != null) {
                differences.missing(from);
            } else if (order > 0 && to != null) {
                differences.extra(to);
            } else if (from != null && to != null && !(canonical && pair.key().isEmpty())) {
                differences.pair(from, to);
            }
            if (order <= 0) {
                from = next(source, pair, left);
            }
            if (order >= 0) {
                to = next(target, pair, right);
            }
            if (!canonical) {
                rate.read(order == 0 ? 2 : 1);
            }
        }
    }

    private static @Nullable Row next(Side side, TablePair pair, Rows rows) {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw side.trouble(reading(pair), e);
        }
    }

    private Side.Reader reader(Side side, TablePair pair, List<Integer> order, long rows) {
        boolean ofSource = side == source;
        return asked(
                reading(pair),
                side,
                () -> side.read(
                        ofSource ? pair.source() : pair.target(),
                        ofSource ? pair.sourceColumns() : pair.targetColumns(),
                        pair.meanings(),
                        order,
                        rows));
    }

    private static String reading(TablePair pair) {
        return "Could not read the rows of " + pair.source().shown() + " and "
                + pair.target().shown() + ".";
    }

    private static long count(Side side, SideTable table) {
        return asked("Could not count the rows of " + table.shown() + ".", side, () -> side.count(table));
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    private static <T> T asked(String doing, Side side, Question<T> question) {
        try {
            return question.ask();
        } catch (SQLException e) {
            throw side.trouble(doing, e);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        source.close();
        target.close();
    }
}
