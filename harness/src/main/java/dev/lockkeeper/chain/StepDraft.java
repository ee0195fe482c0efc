package dev.lockkeeper.chain;

import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Mark;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import dev.lockkeeper.model.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One step while it is read. */
public final class StepDraft {

    private final ChainDraft chain;
    private final String version;
    private final String description;
    private final List<SourceText> files = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private StepKind kind = StepKind.VERSIONED;
    private @Nullable Source up;
    private @Nullable Source down;

    StepDraft(ChainDraft chain, String version, String description) {
        this.chain = chain;
        this.version = version;
        this.description = description;
    }

    public StepDraft kind(StepKind other) {
        kind = other;
        return this;
    }

    /** A file whose text belongs to the step, and so to its checksum. The first is the step's file. */
    public StepDraft file(SourceText text) {
        files.add(text);
        return this;
    }

    public StepDraft up(Sql sql) {
        up = sql.script();
        return marks(sql.marks());
    }

    public StepDraft down(Sql sql) {
        down = sql.script();
        return marks(sql.marks());
    }

    /** A step that only its own tool can run. */
    public StepDraft unreadable(Unreadable both, boolean hasDown) {
        up = both;
        down = hasDown ? both : null;
        return this;
    }

    /** Marks outside both scripts. */
    public StepDraft marks(List<Mark> more) {
        more.stream().filter(mark -> !marks.contains(mark)).forEach(marks::add);
        return this;
    }

    public void add() {
        chain.add(new Step(
                version,
                description,
                files.get(0).file(),
                Checksums.of(files),
                kind,
                Objects.requireNonNull(up, "a step has an up"),
                wayBack(),
                marks,
                version));
    }

    /** A script with statements wins; then a mark that there is no way back; then the empty script. */
    private Down wayBack() {
        @Nullable Source written = down;
        if ((written instanceof Script script && !script.isEmpty()) || written instanceof Unreadable) {
            return new Down.Written(written);
        }
        return OneWayMarks.in(marks, chain.mistakes())
                .<Down>map(mark -> mark)
                .orElseGet(() -> written == null ? new Down.Missing() : new Down.Written(written));
    }
}
