package dev.lockkeeper.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gives every finding of a report the name it keeps from run to run, also when other lines of its file move.
 *
 * <p>Baselines, attestations and code scanning compare by it, so it says what was found (rule, chain, step, object, text
 * of the statement) and not where: no line number, no letter case, no white space, no literal, which a program may choose
 * anew each time. Equal findings of one step are told apart by their order.
 */
public final class FindingIds {

    private static final int HEX_DIGITS = 16;

    /** What a normalised statement keeps (quoted names) and what it loses (comments, literals, numbers). */
    private static final Pattern TOKEN = Pattern.compile(
            "(?<name>\"[^\"]*\")"
                    + "|(?<comment>--[^\\n]*|/\\*.*?\\*/)"
                    + "|(?<literal>'(?:[^']|'')*'|(?<![\\w$])\\d+(?:\\.\\d+)?)"
                    + "|(?<space>\\s+)",
            Pattern.DOTALL);

    private final IdentityHashMap<Finding, String> ids = new IdentityHashMap<>();

    private FindingIds() {}

    public static FindingIds of(VerificationReport report) {
        FindingIds all = new FindingIds();
        report.chains().forEach(all::add);
        return all;
    }

    public static FindingIds of(ChainReport chain) {
        FindingIds all = new FindingIds();
        all.add(chain);
        return all;
    }

    /** The id of a finding that is in the report. */
    public String of(Finding finding) {
        String id = ids.get(finding);
        if (id == null) {
            throw new IllegalArgumentException("not in this report: " + finding);
        }
        return id;
    }

    private void add(ChainReport chain) {
        name(chain.findings(), chain.name(), "", List.of());
        chain.steps().forEach(step -> name(step.findings(), chain.name(), step.version(), step.statements()));
    }

    private void name(List<Finding> findings, String chain, String version, List<StatementTrace> statements) {
        Map<String, Integer> seen = new HashMap<>();
        for (Finding finding : findings) {
            String object = finding.object() == null ? "" : finding.object();
            String what = String.join("\u0000", finding.rule(), chain, version, object, at(finding.at(), statements));
            int repeats = seen.merge(what, 1, Integer::sum) - 1;
            ids.put(finding, digest(repeats == 0 ? what : what + "\u0000" + repeats));
        }
    }

    /** The text of the statement a finding points into, normalised; empty when it points at no statement. */
    private static String at(SourceSpan at, List<StatementTrace> traces) {
        return traces.stream()
                .map(StatementTrace::statement)
                .filter(statement -> covers(statement, at))
                .max(Comparator.comparingInt(statement -> statement.at().line()))
                .map(statement -> normalised(statement.sql()))
                .orElse("");
    }

    private static boolean covers(Statement statement, SourceSpan at) {
        long lines = statement.sql().lines().count();
        return statement.at().file().equals(at.file())
                && at.line() >= statement.at().line()
                && at.line() < statement.at().line() + Math.max(1, lines);
    }

    static String normalised(String sql) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = TOKEN.matcher(sql);
        int from = 0;
        while (matcher.find()) {
            text.append(sql.substring(from, matcher.start()).toLowerCase(Locale.ROOT))
                    .append(instead(matcher));
            from = matcher.end();
        }
        text.append(sql.substring(from).toLowerCase(Locale.ROOT));
        return text.toString().replaceAll(" +", " ").strip();
    }

    private static String instead(Matcher matcher) {
        @Nullable String name = matcher.group("name");
        if (name != null) {
            return name;
        }
        return matcher.group("literal") != null ? "?" : " ";
    }

    private static String digest(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
