package dev.lockkeeper.verdict;

import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.Severity;
import dev.lockkeeper.model.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Silences findings that somebody answers for, and speaks up about silences that are worth nothing. */
public final class Suppressions {

    public static final RuleCard INVALID = new RuleCard(
            "suppression-invalid",
            Category.HISTORY,
            Severity.ERROR,
            "A suppression that is worth nothing",
            FoundBy.TEXT);

    private final Set<String> knownRules;
    private final List<Allow> configured;
    private final LocalDate today;
    private final Set<Allow> used = new HashSet<>();

    /**
     * @param knownRules ids and aliases of all rules
     * @param configured the entries under {@code allow:}
     */
    public Suppressions(Set<String> knownRules, List<Allow> configured, LocalDate today) {
        this.knownRules = Set.copyOf(knownRules);
        this.configured = List.copyOf(configured);
        this.today = today;
    }

    /** The findings of one step with the silences applied, and one more for each silence that is wrong. */
    public List<Finding> apply(Chain chain, Step step, List<Finding> findings) {
        AllowMarks.Read marks = AllowMarks.read(step.marks());
        List<Allow> allows = new ArrayList<>(marks.allows());
        configured.stream().filter(allow -> concerns(allow, chain, step)).forEach(allows::add);
        List<Finding> result = new ArrayList<>();
        Set<Allow> matched = new HashSet<>();
        for (Finding finding : findings) {
            result.add(silence(finding, allows, matched));
        }
        used.addAll(matched);
        marks.mistakes()
                .forEach(mistake -> result.add(wrong(
                        mistake.mark().at().file(),
                        mistake.mark().at().line(),
                        mistake.mark().text(),
                        mistake.why())));
        for (Allow allow : marks.allows()) {
            objection(allow, matched.contains(allow)).forEach(result::add);
        }
        return result;
    }

    /** What is wrong with the entries of the configuration, once all chains they speak of were seen. */
    public List<Finding> leftOver() {
        return configured.stream()
                .flatMap(allow -> objection(allow, used.contains(allow)).stream())
                .toList();
    }

    private Finding silence(Finding finding, List<Allow> allows, Set<Allow> matched) {
        for (Allow allow : allows) {
            if (allow.rule().equals(finding.rule()) && names(allow, finding) && inForce(allow)) {
                matched.add(allow);
                long rows = finding.evidence().get("rows") instanceof Number number ? number.longValue() : 0;
                if (allow.rows().isPresent() && rows > allow.rows().getAsLong()) {
                    return exceeded(finding, allow, rows);
                }
                return finding.suppressed(allow.reason());
            }
        }
        return finding;
    }

    private static Finding exceeded(Finding finding, Allow allow, long rows) {
        return new Finding(
                finding.rule(),
                finding.category(),
                Severity.ERROR,
                finding.at(),
                finding.object(),
                finding.saw() + " " + rows + " were concerned, and only "
                        + allow.rows().getAsLong() + " were declared at " + allow.at() + ".",
                finding.means(),
                finding.instead(),
                finding.evidence(),
                null);
    }

    private static boolean names(Allow allow, Finding finding) {
        if (allow.object().isEmpty()) {
            return true;
        }
        String wanted = allow.object().get();
        String object = String.valueOf(finding.object());
        return object.equals(wanted) || object.startsWith(wanted + ".") || object.endsWith("." + wanted);
    }

    private static boolean concerns(Allow allow, Chain chain, Step step) {
        return allow.chain().map(chain.name()::equals).orElse(true)
                && allow.step().map(step.version()::equals).orElse(true);
    }

    private boolean inForce(Allow allow) {
        return allow.until().map(date -> !date.isBefore(today)).orElse(true);
    }

    private List<Finding> objection(Allow allow, boolean matched) {
        String text =
                "allow " + allow.rule() + allow.object().map(name -> " " + name).orElse("");
        if (!knownRules.contains(allow.rule())) {
            return List.of(wrong(allow.at().file(), allow.at().line(), text, "there is no rule " + allow.rule()));
        }
        if (!inForce(allow)) {
            return List.of(wrong(
                    allow.at().file(),
                    allow.at().line(),
                    text,
                    "it ended on " + allow.until().map(LocalDate::toString).orElse("")));
        }
        if (!matched) {
            return List.of(wrong(allow.at().file(), allow.at().line(), text, "it silences nothing"));
        }
        return List.of();
    }

    private static Finding wrong(String file, int line, String text, String why) {
        return Finding.of(INVALID, new dev.lockkeeper.model.SourceSpan(file, line))
                .object(null)
                .saw("\"" + text.strip() + "\": " + why + ".")
                .means("Somebody believes a finding is answered for, and it is not.")
                .instead("Mend the suppression, or take it out.");
    }
}
