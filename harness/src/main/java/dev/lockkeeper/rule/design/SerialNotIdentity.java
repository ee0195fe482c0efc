package dev.lockkeeper.rule.design;

import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.ObjectKind;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.model.Trait;
import dev.lockkeeper.rule.SqlWords;
import java.util.List;
import java.util.regex.Pattern;

/** Reports new columns that a sequence of their own fills through a default. */
public final class SerialNotIdentity extends DesignRule {

    public SerialNotIdentity() {
        super("serial-not-identity", "A serial where an identity could be");
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        return newColumns(facts)
                .filter(column ->
                        OWN.matcher(String.valueOf(column.trait(Trait.DEFAULT))).matches()
                                && facts.change().added(ObjectKind.SEQUENCE).anyMatch(sequence -> column.id()
                                        .name()
                                        .equals(sequence.trait(Trait.OWNED_BY))))
                .map(column -> about(facts, column)
                        .saw(column.id().name() + " is filled by a sequence through its default, as serial makes it.")
                        .means(
                                "Rights on the sequence are granted apart, and the default is lost where the table is copied.")
                        .instead(SqlWords.lastName(column) + " " + type(column) + " GENERATED ALWAYS AS IDENTITY"))
                .toList();
    }

    private static final Pattern OWN = Pattern.compile("nextval\\(.*\\)");
}
