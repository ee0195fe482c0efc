package dev.lockkeeper.chain.drizzle;

import dev.lockkeeper.chain.ChainDraft;
import dev.lockkeeper.chain.ChainDraft.Chunk;
import dev.lockkeeper.chain.SourceText;
import dev.lockkeeper.chain.Sql;
import dev.lockkeeper.model.Grouping;
import java.util.ArrayList;
import java.util.List;

/** Cuts a file where Drizzle does: at the words of its breakpoint, wherever they stand. */
final class Breakpoints {

    private static final String BREAKPOINT = "--> statement-breakpoint";

    private Breakpoints() {}

    static Sql script(SourceText text, ChainDraft draft) {
        List<Chunk> chunks = new ArrayList<>();
        int start = 0;
        for (int at = text.text().indexOf(BREAKPOINT); at >= 0; at = text.text().indexOf(BREAKPOINT, start)) {
            chunks.add(new Chunk(start, at));
            start = at + BREAKPOINT.length();
        }
        chunks.add(new Chunk(start, text.length()));
        return draft.sql(text, text.start(), chunks, Grouping.TRANSACTION);
    }
}
