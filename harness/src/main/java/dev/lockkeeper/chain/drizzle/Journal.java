package dev.lockkeeper.chain.drizzle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.model.SourceSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code meta/_journal.json}, token by token so that each entry keeps its line. */
final class Journal {

    private static final Set<String> OURS = Set.of("postgresql", "pg");

    /** One entry, with the line it begins on. */
    record Entry(String tag, long when, SourceSpan at) {}

    private final SourceText text;
    private final Mistakes mistakes;
    private final List<Entry> entries = new ArrayList<>();
    private boolean hasEntries;

    private Journal(SourceText text, Mistakes mistakes) {
        this.text = text;
        this.mistakes = mistakes;
    }

    static List<Entry> read(SourceText text, Mistakes mistakes) {
        Journal journal = new Journal(text, mistakes);
        try (JsonParser json = new JsonFactory().createParser(text.text())) {
            journal.document(json);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
            mistakes.add(new SourceSpan(text.file(), line), "this is no JSON: " + e.getOriginalMessage());
            return journal.entries;
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail to be read", e);
        }
        if (!journal.hasEntries) {
            mistakes.add(text.start(), "the journal has no \"entries\"");
        }
        return journal.entries;
    }

    private void document(JsonParser json) throws IOException {
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("entries") && value == JsonToken.START_ARRAY) {
                hasEntries = true;
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    entry(json);
                }
            } else if (name.equals("dialect") && !OURS.contains(json.getText())) {
                mistakes.add(line(json), "the journal is for %s, not for PostgreSQL".formatted(json.getText()));
            } else {
                json.skipChildren();
            }
        }
    }

    private void entry(JsonParser json) throws IOException {
        SourceSpan at = line(json);
        @Nullable String tag = null;
        long when = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("tag")) {
                tag = json.getText();
            } else if (name.equals("when")) {
                when = json.getValueAsLong();
            } else {
                json.skipChildren();
            }
        }
        if (tag == null) {
            mistakes.add(at, "an entry of the journal has no \"tag\"");
        } else {
            entries.add(new Entry(tag, when, at));
        }
    }

    private SourceSpan line(JsonParser json) {
        return new SourceSpan(
                text.file(), Math.max(1, json.currentTokenLocation().getLineNr()));
    }
}
