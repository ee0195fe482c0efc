package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a Python file in the encoding it names, which is UTF-8 when it names none. */
final class PythonFile {

    private static final Pattern COOKIE = Pattern.compile("^[ \t\f]*#.*?coding[:=][ \t]*([-\\w.]+)");

    private PythonFile() {}

    /** The file's text; an empty one, with the mistake noted, when it cannot be read. */
    static SourceText read(Path file, String name, Mistakes mistakes) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            String text =
                    charset(bytes).newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return SourceText.of(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            mistakes.add(
                    new SourceSpan(name, 1),
                    "holds bytes that are no letters in the encoding it names (UTF-8 when it names none)",
                    "save the file as UTF-8");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            mistakes.add(new SourceSpan(name, 1), "names an encoding that is not known here", "save the file as UTF-8");
        } catch (IOException e) {
            mistakes.add(new SourceSpan(name, 1), "cannot be read: " + e.getMessage());
        }
        return SourceText.of(name, "");
    }

    /** As PEP 263 has it: a comment in one of the first two lines. */
    private static Charset charset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, 400), StandardCharsets.ISO_8859_1);
        for (String line : head.split("\r\n|\r|\n", 3)) {
            Matcher cookie = COOKIE.matcher(line);
            if (cookie.find()) {
                return Charset.forName(cookie.group(1));
            }
        }
        return StandardCharsets.UTF_8;
    }
}
