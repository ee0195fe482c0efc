package dev.lockkeeper.server;

import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.LockkeeperException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code postgresql://user:password@host:5432/database} and {@code jdbc:postgresql://…?user=…&password=…}. */
final class ScratchUrl {

    private static final Pattern FORM =
            Pattern.compile("(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
                    + "(?<host>\\[[0-9a-fA-F:.]+]|[^:@/?,]*)(?::(?<port>\\d{1,5}))?"
                    + "(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");

    /** The driver asks for TLS first whatever they say; what would weaken that promise is not taken. */
    private static final List<String> HARMLESS_SSL = List.of("disable", "allow", "prefer");

    private ScratchUrl() {}

    static DatabaseAddress parse(String url) {
        Matcher matcher = FORM.matcher(url.strip());
        if (!matcher.matches()) {
            throw LockkeeperException.because("The address of the scratch server cannot be read.")
                    .tryThis("the form postgresql://user:password@host:5432/database; special characters in the"
                            + " password as %40 and the like.");
        }
        Map<String, String> query = query(matcher.group("query"));
        String user = first(decoded(matcher.group("user")), query.remove("user"), System.getenv("PGUSER"), "postgres");
        String password =
                first(decoded(matcher.group("password")), query.remove("password"), System.getenv("PGPASSWORD"), "");
        if (HARMLESS_SSL.contains(query.getOrDefault("sslmode", ""))) {
            query.remove("sslmode");
        }
        if (!query.isEmpty()) {
            throw LockkeeperException.because(
                            "The address of the scratch server has parameters that cannot be passed on"
                                    + " to the tools that migrate: " + String.join(", ", query.keySet()) + ".")
                    .tryThis("leaving them out; TLS is used when the server offers it.");
        }
        String port = matcher.group("port");
        return new DatabaseAddress(
                first(matcher.group("host"), "127.0.0.1"),
                port == null ? 5432 : Integer.parseInt(port),
                first(decoded(matcher.group("database")), "postgres"),
                user,
                password);
    }

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(pair.substring(0, equals), String.valueOf(decoded(pair.substring(equals + 1))));
                }
            }
        }
        return query;
    }

    private static String first(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    /** A plus sign is itself here, unlike in a form on a page. */
    private static @Nullable String decoded(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
