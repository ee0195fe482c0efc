package dev.lockkeeper.reports.markdown;

import dev.lockkeeper.reports.view.Words;

/** Foreign text inside Markdown: never markup, never a link, never a call for somebody's attention. */
final class Markdown {

    private static final String NOTHING = "&#8203;";

    private Markdown() {}

    static String text(String foreign) {
        StringBuilder safe = new StringBuilder();
        String visible = Words.visible(foreign);
        for (int i = 0; i < visible.length(); i++) {
            char letter = visible.charAt(i);
            switch (letter) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '\\', '`', '*', '_', '[', ']', '|', '~', '$' ->
                    safe.append('\\').append(letter);
                case '@', '#' -> safe.append(letter).append(wordFollows(visible, i) ? NOTHING : "");
                case '-', '+', '=' -> safe.append(i == 0 ? "\\" : "").append(letter);
                default -> safe.append(letter);
            }
        }
        return safe.toString()
                .replace("://", ":" + NOTHING + "//")
                .replaceAll("(?i)www\\.", "www" + NOTHING + ".")
                .replaceFirst("^(\\d+)([.)]\\s)", "$1\\\\$2");
    }

    /** A name or a place, as it is. */
    static String code(String foreign) {
        String visible = Words.visible(foreign).replace("|", "\\|");
        String fence = "`";
        while (visible.contains(fence)) {
            fence += "`";
        }
        boolean touches = visible.startsWith("`") || visible.endsWith("`") || visible.isBlank();
        String space = touches ? " " : "";
        return fence + space + visible + space + fence;
    }

    private static boolean wordFollows(String text, int i) {
        return i + 1 < text.length() && Character.isLetterOrDigit(text.charAt(i + 1));
    }
}
