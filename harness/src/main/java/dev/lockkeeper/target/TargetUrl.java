package dev.lockkeeper.target;

import dev.lockkeeper.model.LockkeeperException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/**
 * The address of a live database, taken apart: hosts, database, user, secret, and the driver's options.
 *
 * @param hosts {@code host:port}, one or several
 * @param options of the driver, TLS among them, without the secret
 */
record TargetUrl(
        List<String> hosts, String database, String user, @Nullable String password, Map<String, String> options) {

    private static final Pattern FORM = Pattern.compile("(?:jdbc:)?postgres(?:ql)?://"
            + "(?:(?<user>[^:@/?]*)(?::(?<password>[^/?]*))?@)?(?<hosts>[^/?]*)"
            + "(?:/(?<database>[^?]*))?(?:\\?(?<query>.*))?");

    /** How libpq calls what the driver calls otherwise. */
    private static final Map<String, String> LIBPQ = Map.of(
            "connect_timeout",
            "connectTimeout",
            "channel_binding",
            "channelBinding",
            "application_name",
            "ApplicationName",
            "gssencmode",
            "gssEncMode",
            "krbsrvname",
            "kerberosServerName",
            "target_session_attrs",
            "targetServerType");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any",
            "any",
            "read-write",
            "primary",
            "primary",
            "primary",
            "read-only",
            "secondary",
            "standby",
            "secondary",
            "prefer-standby",
            "preferSecondary");

    /** What would let something through that we promise to hold back, or what we set ourselves. */
    private static final List<String> NOT_YOURS = List.of("readOnly", "readOnlyMode", "autosave", "loggerLevel");

    TargetUrl {
        hosts = List.copyOf(hosts);
        options = java.util.Collections.unmodifiableMap(new TreeMap<>(options));
    }

    static TargetUrl parse(String url, UnaryOperator<@Nullable String> environment) {
        Matcher matcher = FORM.matcher(url.strip());
        if (!matcher.matches()) {
            throw LockkeeperException.because("The address of the target cannot be read.")
                    .tryThis("the form postgresql://user@host:5432/database, with the password in PGPASSWORD or in a"
                            + " file (--password-file); special characters as %40 and the like");
        }
        Map<String, String> query = query(matcher.group("query"));
        String user = first(decoded(matcher.group("user")), query.remove("user"), environment.apply("PGUSER"));
        String database = first(
                decoded(matcher.group("database")), query.remove("dbname"), environment.apply("PGDATABASE"), user);
        @Nullable
        String password = orNull(
                first(decoded(matcher.group("password")), query.remove("password"), environment.apply("PGPASSWORD")));
        if (user.isEmpty()) {
            throw LockkeeperException.because("The address of the target names no user.")
                    .tryThis("postgresql://user@host/database, or PGUSER in the environment");
        }
        return new TargetUrl(
                hosts(
                        first(matcher.group("hosts"), query.remove("host"), environment.apply("PGHOST"), "127.0.0.1"),
                        environment),
                database,
                user,
                password,
                options(query, environment));
    }

    TargetUrl withPassword(@Nullable String other) {
        return other == null ? this : new TargetUrl(hosts, database, user, other, options);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + String.join(",", hosts) + "/"
                + java.net.URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For the driver; holds the secret, so it goes nowhere else. */
    Properties properties() {
        Properties properties = new Properties();
        properties.putAll(options);
        PGProperty.USER.set(properties, user);
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        return properties;
    }

    /** The same for PostgreSQL's own programs, which take it from the environment, where no list of processes shows it. */
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("PGHOST", parts(hosts, host -> host.substring(0, host.lastIndexOf(':'))
                .replaceAll("[\\[\\]]", "")));
        environment.put("PGPORT", parts(hosts, host -> host.substring(host.lastIndexOf(':') + 1)));
        environment.put("PGDATABASE", database);
        environment.put("PGUSER", user);
        if (password != null) {
            environment.put("PGPASSWORD", password);
        }
        for (String name : List.of("sslmode", "sslrootcert", "sslcert", "sslkey")) {
            String value = options.get(name);
            if (value != null) {
                environment.put("PG" + name.toUpperCase(java.util.Locale.ROOT), value);
            }
        }
        return environment;
    }

    private static String parts(List<String> hosts, UnaryOperator<String> part) {
        return hosts.stream().map(part).collect(java.util.stream.Collectors.joining(","));
    }

    /** A text without what is secret in it, whoever wrote it. */
    String hiding(String text) {
        String hidden = text;
        for (String secret : secrets()) {
            hidden = hidden.replace(secret, "…");
        }
        return hidden;
    }

    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        if (password != null && !password.isEmpty()) {
            secrets.add(password);
        }
        options.forEach((name, value) -> {
            if (name.toLowerCase(java.util.Locale.ROOT).contains("password") && !value.isEmpty()) {
                secrets.add(value);
            }
        });
        return secrets;
    }

    @Override
    public String toString() {
        return user + "@" + String.join(",", hosts) + "/" + database;
    }

    private static List<String> hosts(String text, UnaryOperator<@Nullable String> environment) {
        String port = first(environment.apply("PGPORT"), "5432");
        List<String> hosts = new ArrayList<>();
        for (String host : text.split(",")) {
            boolean hasPort = host.matches(".*:\\d{1,5}") && !host.endsWith("]");
            hosts.add(hasPort ? host : host + ":" + port);
        }
        return hosts;
    }

    private static Map<String, String> options(Map<String, String> query, UnaryOperator<@Nullable String> environment) {
        Map<String, String> options = new TreeMap<>();
        List<String> unknown = new ArrayList<>();
        query.forEach((name, value) -> {
            String known = LIBPQ.getOrDefault(name, name);
            if (NOT_YOURS.contains(known) || PGProperty.forName(known) == null) {
                unknown.add(name);
            } else {
                options.put(known, known.equals("targetServerType") ? SERVER_TYPES.getOrDefault(value, value) : value);
            }
        });
        if (!unknown.isEmpty()) {
            throw LockkeeperException.because("The address of the target has parameters that cannot be passed on: "
                            + String.join(", ", unknown) + ".")
                    .tryThis("leaving them out; sslmode, sslrootcert, sslcert and sslkey are passed on");
        }
        inherit(options, "sslmode", environment.apply("PGSSLMODE"));
        inherit(options, "sslrootcert", environment.apply("PGSSLROOTCERT"));
        inherit(options, "sslcert", environment.apply("PGSSLCERT"));
        inherit(options, "sslkey", environment.apply("PGSSLKEY"));
        return options;
    }

    private static void inherit(Map<String, String> options, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            options.putIfAbsent(name, value);
        }
    }

    private static Map<String, String> query(@Nullable String text) {
        Map<String, String> query = new LinkedHashMap<>();
        if (text != null) {
            for (String pair : text.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(pair.substring(0, equals), first(decoded(pair.substring(equals + 1))));
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

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** A plus sign is itself here, unlike in a form on a page. */
    private static @Nullable String decoded(@Nullable String text) {
        return text == null ? null : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
