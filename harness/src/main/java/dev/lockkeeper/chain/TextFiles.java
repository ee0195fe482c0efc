package dev.lockkeeper.chain;

import dev.lockkeeper.model.SourceSpan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files as text: UTF-8, or what a byte order mark says; a byte that is neither is a mistake at its line. */
final class TextFiles {

    private TextFiles() {}

    /** The file's text; an empty one, with the mistake noted, when it cannot be read. */
    static SourceText read(Path file, String name, Charset charset, Mistakes mistakes) {
        try {
            return decode(Files.readAllBytes(file), name, charset, mistakes);
        } catch (IOException e) {
            mistakes.add(new SourceSpan(name, 1), "cannot be read: " + e.getMessage());
            return SourceText.of(name, "");
        }
    }

    static SourceText decode(byte[] bytes, String name, Charset charset, Mistakes mistakes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, name, StandardCharsets.UTF_8, "UTF-8 with a byte order mark", mistakes);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, name, StandardCharsets.UTF_16LE, "UTF-16", mistakes);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, name, StandardCharsets.UTF_16BE, "UTF-16", mistakes);
        }
        return decode(bytes, 0, name, charset, charset.name(), mistakes);
    }

    private static SourceText decode(
            byte[] bytes, int from, String name, Charset charset, String encoding, Mistakes mistakes) {
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            mistakes.add(
                    lastLine(name, text),
                    "byte 0x%02X at byte offset %d is not %s"
                            .formatted(bytes[in.position()] & 0xFF, in.position(), charset.name()),
                    "save the file as UTF-8, e.g. iconv -f WINDOWS-1252 -t UTF-8");
            return SourceText.of(name, "");
        }
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            mistakes.add(
                    lastLine(name, text.substring(0, nul)),
                    "there is a zero byte at byte offset %d; it may be UTF-16 without a byte order mark"
                            .formatted(from + text.substring(0, nul).getBytes(charset).length),
                    "save the file as UTF-8, e.g. iconv -f UTF-16LE -t UTF-8");
            return SourceText.of(name, "");
        }
        return SourceText.of(name, text, encoding);
    }

    private static SourceSpan lastLine(String name, String text) {
        return new SourceSpan(name, SourceText.of(name, text).lines());
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
