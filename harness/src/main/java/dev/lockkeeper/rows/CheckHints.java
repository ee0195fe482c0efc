package dev.lockkeeper.rows;

import dev.lockkeeper.rows.SqlWords.Word;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Values that the text of a CHECK itself suggests: its constants, their neighbours, texts of the lengths and forms it names. */
final class CheckHints {

    private static final int LONGEST = 10_000;

    private CheckHints() {}

    static List<String> of(String expression) {
        Set<String> hints = new LinkedHashSet<>();
        List<Word> words = SqlWords.of(expression);
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            String before = i == 0 ? "" : words.get(i - 1).text();
            if (word.quoted() && !word.name()) {
                string(word.string(), before, hints);
            } else if (!word.name()
                    && Character.isDigit(
                            word.text().isEmpty() ? ' ' : word.text().charAt(0))) {
                number(before.equals("-") ? "-" + word.text() : word.text(), hints);
            }
        }
        return new ArrayList<>(hints);
    }

    private static void string(String text, String operator, Set<String> hints) {
        if (operator.equals("~") || operator.equals("*")) {
            for (int variant = 0; variant < 6; variant++) {
                RegexSample.of(text, variant).ifPresent(hints::add);
            }
        }
        hints.add(text);
        if (text.contains("%") || text.contains("_")) {
            hints.add(text.replace("%", "a").replace('_', 'b'));
        }
        if (text.matches("\\{.*\\}")) {
            hints.addAll(Meaning.elements(text));
        }
        if (text.matches("-?\\d{1,18}")) {
            number(text, hints);
        }
        if (text.matches("\\d{4}-\\d\\d-\\d\\d.*")) {
            hints.add(text.substring(0, 10) + " 00:00:01");
            hints.add(text.substring(0, 10) + " 12:00:00");
        }
    }

    private static void number(String text, Set<String> hints) {
        hints.add(text);
        if (!text.matches("-?\\d{1,18}")) {
            return;
        }
        long number = Long.parseLong(text);
        hints.add(Long.toString(number - 1));
        hints.add(Long.toString(number + 1));
        for (long length = number - 1; length <= number + 1; length++) {
            if (length > 0 && length <= LONGEST) {
                hints.add("x".repeat((int) length));
                hints.add("f".repeat((int) length));
            }
        }
    }
}
