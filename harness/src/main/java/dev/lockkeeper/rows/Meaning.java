package dev.lockkeeper.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockkeeper.catalog.TypeShape;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a value still says the same after its column got another type: whether the new value, cast back, gives the
 * old one. Decided on text forms under fixed settings, since the old type may be gone by then.
 */
final class Meaning {

    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint", "oid");
    private static final Set<String> FLOATS = Set.of("real", "double precision");
    private static final Set<String> TIMES = Set.of("timestamp without time zone", "timestamp with time zone", "date");
    private static final Set<String> DOCUMENTS = Set.of("json", "jsonb");

    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Meaning() {}

    static boolean same(String before, TypeShape beforeType, String after, TypeShape afterType) {
        if (before.equals(after)) {
            return true;
        }
        TypeShape from = beforeType.base();
        TypeShape to = afterType.base();
        String one = padded(from) || padded(to) ? before.stripTrailing() : before;
        String other = padded(from) || padded(to) ? after.stripTrailing() : after;
        if (one.equals(other)) {
            return true;
        }
        return from.oid() == to.oid() ? sameOfOneType(one, other, from) : sameAcross(one, from, other, to);
    }

    private static boolean padded(TypeShape type) {
        return type.name().equals("character");
    }

    // Two texts of one type that mean one value: 1.0 and 1.00, {"a":1} and { "a": 1 }.
    private static boolean sameOfOneType(String before, String after, TypeShape type) {
        if (type.name().equals("numeric")) {
            return sameNumber(before, after);
        }
        return DOCUMENTS.contains(type.name()) && sameDocument(before, after);
    }

    private static boolean sameAcross(String before, TypeShape from, String after, TypeShape to) {
        if (isNumber(from) && isNumber(to)) {
            return sameRounded(before, after, from);
        }
        if (isTime(from) && isTime(to)) {
            return moment(before).equals(moment(after));
        }
        if (isBoolean(from) || isBoolean(to)) {
            return truth(before).equals(truth(after));
        }
        if ((isNumber(from) && isTime(to)) || (isTime(from) && isNumber(to))) {
            return sameEpoch(isNumber(from) ? before : after, isNumber(from) ? after : before);
        }
        return (isNumber(from) && sameNumber(before, after))
                || (isNumber(to) && sameDigits(before, after))
                || sameDocument(before, after, from, to)
                || sameList(before, from, after, to)
                || sameBytes(before, from, after, to)
                || looseText(before).equals(looseText(after));
    }

    // The new number, rounded to what the old type holds, is the old number: 0.1::real is 0.1 in any wider type.
    private static boolean sameRounded(String before, String after, TypeShape from) {
        if (sameNumber(before, after)) {
            return true;
        }
        try {
            return from.name().equals("real")
                    ? Float.compare(Float.parseFloat(before), Float.parseFloat(after)) == 0
                    : from.name().equals("double precision")
                            && Double.compare(Double.parseDouble(before), Double.parseDouble(after)) == 0;
        } catch (NumberFormatException special) {
            return false;
        }
    }

    // A text that became a number and would be printed the same again: 007 would not.
    private static boolean sameDigits(String before, String after) {
        return sameNumber(before.strip(), after) && !before.strip().matches("[+-]?0\\d.*|\\+.*");
    }

    static boolean sameNumber(String one, String other) {
        BigDecimal left = number(one);
        BigDecimal right = number(other);
        return left != null && right != null && left.compareTo(right) == 0;
    }

    private static @Nullable BigDecimal number(String text) {
        String digits = text.startsWith("$") || text.startsWith("-$")
                ? text.replace("$", "").replace(",", "")
                : text;
        if (digits.isEmpty() || digits.length() > 1000 || "+-.0123456789".indexOf(digits.charAt(0)) < 0) {
            return null;
        }
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    private static boolean isNumber(TypeShape type) {
        return WHOLE.contains(type.name())
                || FLOATS.contains(type.name())
                || type.name().equals("numeric")
                || type.name().equals("money");
    }

    private static boolean isTime(TypeShape type) {
        return TIMES.contains(type.name());
    }

    private static boolean isBoolean(TypeShape type) {
        return type.name().equals("boolean");
    }

    private static String truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "t", "true", "yes", "y", "on", "1" -> "true";
            case "f", "false", "no", "n", "off", "0" -> "false";
            default -> text;
        };
    }

    /** A form in which values of one meaning are mostly equal, to look rows up by. */
    static String canonical(String text, TypeShape type) {
        TypeShape base = type.base();
        if (isNumber(base)) {
            BigDecimal number = number(text);
            return number == null ? text : number.stripTrailingZeros().toPlainString();
        }
        return isTime(base) ? moment(text) : padded(base) ? text.stripTrailing() : text;
    }

    // All times are printed in UTC, so the offset says nothing.
    private static String moment(String text) {
        boolean beforeChrist = text.endsWith(" BC");
        String dated = beforeChrist ? text.substring(0, text.length() - 3) : text;
        String bare = dated.endsWith("+00") ? dated.substring(0, dated.length() - 3) : dated;
        String full = withTime(bare);
        return beforeChrist ? full + " BC" : full;
    }

    private static String withTime(String bare) {
        return bare.length() == 10 && bare.charAt(4) == '-' ? bare + " 00:00:00" : bare;
    }

    // Seconds, milliseconds or microseconds since 1970, as programs keep times in numbers.
    private static boolean sameEpoch(String number, String time) {
        BigDecimal count = number(number);
        if (count == null) {
            return false;
        }
        try {
            LocalDateTime at = LocalDateTime.parse(moment(time).replace(' ', 'T'));
            BigDecimal micros = BigDecimal.valueOf(ChronoUnit.MICROS.between(EPOCH, at));
            return count.compareTo(micros) == 0
                    || count.movePointRight(3).compareTo(micros) == 0
                    || count.movePointRight(6).compareTo(micros) == 0;
        } catch (DateTimeParseException infinityOrAncient) {
            return false;
        }
    }

    private static boolean sameDocument(String before, String after) {
        JsonNode one = document(before);
        JsonNode other = document(after);
        return one != null && other != null && sameNode(one, other);
    }

    // A plain text that became a JSON string, a text that was JSON, and the ways back.
    private static boolean sameDocument(String before, String after, TypeShape from, TypeShape to) {
        if (!DOCUMENTS.contains(from.name()) && !DOCUMENTS.contains(to.name())) {
            return false;
        }
        return sameDocument(before, after)
                || (DOCUMENTS.contains(to.name()) && before.equals(scalar(after)))
                || (DOCUMENTS.contains(from.name()) && after.equals(scalar(before)));
    }

    private static @Nullable String scalar(String json) {
        JsonNode node = document(json);
        return node == null || node.isContainerNode() || node.isNull() ? null : node.asText();
    }

    static @Nullable JsonNode document(String text) {
        if (text.isBlank() || text.indexOf('\u0000') >= 0) {
            return null;
        }
        try {
            JsonNode node = JSON.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static boolean sameNode(JsonNode one, JsonNode other) {
        return one.equals(
                (left, right) -> left.isNumber() && right.isNumber()
                        ? left.decimalValue().compareTo(right.decimalValue())
                        : left.equals(right) ? 0 : 1,
                other);
    }

    // A value that became the only member of a list, or a list that became a JSON list.
    private static boolean sameList(String before, TypeShape from, String after, TypeShape to) {
        boolean fromList = from.kind() == TypeShape.Kind.ARRAY;
        boolean toList = to.kind() == TypeShape.Kind.ARRAY;
        if (!fromList && !toList) {
            return false;
        }
        List<String> one = fromList ? elements(before) : listed(before);
        List<String> other = toList ? elements(after) : listed(after);
        return one.equals(other);
    }

    private static List<String> listed(String text) {
        JsonNode node = document(text);
        if (node == null || !node.isArray()) {
            return List.of(text);
        }
        List<String> members = new ArrayList<>();
        node.forEach(member -> members.add(member.isContainerNode() ? member.toString() : member.asText()));
        return members;
    }

    /** The members of a one-dimensional array in the server's text form. */
    static List<String> elements(String array) {
        List<String> members = new ArrayList<>();
        int at = array.indexOf('{') + 1;
        StringBuilder member = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = at; i < array.length(); i++) {
            char c = array.charAt(i);
            if (c == '\\' && i + 1 < array.length()) {
                i++;
                member.append(array.charAt(i));
            } else if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (!quoted && (c == ',' || c == '}')) {
                if (any || !member.isEmpty()) {
                    members.add(member.toString());
                }
                member.setLength(0);
                any = false;
            } else {
                member.append(c);
            }
        }
        return members;
    }

    private static boolean sameBytes(String before, TypeShape from, String after, TypeShape to) {
        if (to.name().equals("bytea")) {
            return before.equals(text(after)) || after.equalsIgnoreCase("\\x" + before);
        }
        return from.name().equals("bytea") && (after.equals(text(before)) || before.equalsIgnoreCase("\\x" + after));
    }

    private static @Nullable String text(String bytea) {
        return bytea.startsWith("\\x")
                ? new String(HexFormat.of().parseHex(bytea.substring(2)), StandardCharsets.UTF_8)
                : null;
    }

    // Spellings of one address, uuid, range or time of day that differ by type only.
    private static String looseText(String text) {
        String bare = text.replace("+00", "").replace("\"", "");
        if (bare.endsWith("/32") || bare.endsWith("/128")) {
            bare = bare.substring(0, bare.lastIndexOf('/'));
        }
        return bare.length() == 36 && bare.charAt(8) == '-' ? bare.toLowerCase(Locale.ROOT) : bare;
    }
}
