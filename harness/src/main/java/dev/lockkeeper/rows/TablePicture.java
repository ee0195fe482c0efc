package dev.lockkeeper.rows;

import dev.lockkeeper.catalog.TableShape;
import dev.lockkeeper.catalog.TableShape.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table at a moment, each value in the server's text form.
 *
 * @param rows in the order of storage, which a rewrite keeps
 * @param kept how the rows of a long table are held, or null
 */
record TablePicture(TableShape shape, List<@Nullable String[]> rows, @Nullable KeptRows kept) {

    /** The number of rows, however they are held. */
    long size() {
        return kept == null ? rows.size() : kept.rows();
    }

    /** Places of the key's columns in a row; all places when nothing but the content tells rows apart. */
    int[] keyPlaces() {
        List<Column> key = shape.key();
        int[] places = new int[key.isEmpty() ? shape.columns().size() : key.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = key.isEmpty() ? i : shape.columns().indexOf(key.get(i));
        }
        return places;
    }

    /** What people and {@link RowOrigins} call a row by: its key, or its content. */
    static String identity(@Nullable String[] row, int[] places) {
        if (places.length == 1 && row[places[0]] != null) {
            return String.valueOf(row[places[0]]);
        }
        List<String> parts = new ArrayList<>(places.length);
        for (int place : places) {
            String value = row[place];
            parts.add(value == null ? "NULL" : value);
        }
        return "(" + String.join(", ", parts) + ")";
    }
}
