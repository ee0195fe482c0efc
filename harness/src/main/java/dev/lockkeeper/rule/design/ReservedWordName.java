package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports new tables and columns whose name is a reserved word. */
public final class ReservedWordName extends DesignRule {

    public ReservedWordName() {
        super("reserved-word-name", "A name that must be quoted for ever");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return Stream.concat(newTables(facts), facts.change().added(ObjectKind.COLUMN))
                .filter(object ->
                        RESERVED.contains(SqlWords.lastName(object.id().name())))
                .map(object -> about(facts, object)
                        .saw(object.id() + " bears a reserved word for a name.")
                        .means("Every statement has to quote it, and one that does not may mean something else.")
                        .instead("Another name, while nobody uses it."))
                .toList();
    }

    /** Of those that PostgreSQL reserves, as it quotes them. */
    private static final Set<String> RESERVED = Stream.of(
                    ("all analyse analyze and any array as asc asymmetric both case cast check collate column constraint"
                                    + " create current_date current_role current_time current_timestamp current_user"
                                    + " default deferrable desc distinct do else end except false fetch for foreign from"
                                    + " grant group having in initially intersect into lateral leading limit localtime"
                                    + " localtimestamp not null offset on only or order placing primary references"
                                    + " returning select session_user some symmetric table then to trailing true union"
                                    + " unique user using variadic when where window with")
                            .split(" "))
            .map(word -> '"' + word + '"')
            .collect(Collectors.toSet());
}
