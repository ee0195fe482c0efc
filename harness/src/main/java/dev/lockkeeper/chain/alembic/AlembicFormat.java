package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.ChainFormat;
import dev.lockkeeper.chain.Checksums;
import dev.lockkeeper.chain.FormatCard;
import dev.lockkeeper.chain.Glance;
import dev.lockkeeper.chain.Mistakes;
import dev.lockkeeper.chain.OneWayMarks;
import dev.lockkeeper.chain.ReadOptions;
import dev.lockkeeper.chain.ReadOptions.GroupingChoice;
import dev.lockkeeper.chain.alembic.Revision.Body;
import dev.lockkeeper.chain.alembic.Revision.Function;
import dev.lockkeeper.model.Chain;
import dev.lockkeeper.model.DatabaseAddress;
import dev.lockkeeper.model.Down;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Grouping;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.model.Program;
import dev.lockkeeper.model.Script;
import dev.lockkeeper.model.Source;
import dev.lockkeeper.model.Step;
import dev.lockkeeper.model.StepKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads an Alembic project without Python; its steps are programs, which {@link AlembicDriver} runs. */
public final class AlembicFormat implements ChainFormat {

    private static final Pattern REVISION = Pattern.compile("(?m)^down_revision\\b");

    private final Map<String, String> environment;

    public AlembicFormat() {
        this(environment());
    }

    /** Looks for Python as if these were the variables of the environment. */
    AlembicFormat(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Build tools set system properties more easily than variables, so the property wins. */
    private static Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        String property = System.getProperty("lockkeeper.python");
        if (property != null) {
            variables.put(Interpreters.CHOSEN, property);
        }
        return variables;
    }

    @Override
    public String id() {
        return "alembic";
    }

    @Override
    public FormatCard card() {
        return new FormatCard(
                "Alembic",
                "alembic.ini, env.py, versions/*.py",
                "downgrade()",
                "everything pending in one",
                "autocommit_block(), transaction_per_migration",
                "alembic_version");
    }

    @Override
    public Optional<String> recognise(Path folder) {
        return recognise(Glance.at(folder));
    }

    @Override
    public Optional<String> recognise(Glance glance) {
        Optional<Path> config = AlembicProject.configIn(glance.folder());
        if (config.isPresent()) {
            return Optional.of(config.get().getFileName() + " configures Alembic");
        }
        return glance.has("env.py") && holdsRevisions(glance)
                ? Optional.of("env.py lies beside versions with revision files")
                : Optional.empty();
    }

    private static boolean holdsRevisions(Glance glance) {
        return glance.folders().stream()
                .filter(folder -> folder.endsWith("versions"))
                .flatMap(folder -> Glance.at(folder).files().stream())
                .filter(file -> file.toString().endsWith(".py"))
                .map(glance::text)
                .anyMatch(REVISION.asPredicate());
    }

    @Override
    public Chain read(Path folder, ReadOptions options) {
        AlembicProject project = AlembicProject.at(folder);
        Mistakes mistakes = new Mistakes();
        if (!Files.isRegularFile(project.env())) {
            mistakes.add(project.start(project.env()), "there is no env.py, without which Alembic runs nothing");
        }
        RevisionGraph graph = RevisionGraph.of(revisions(project, mistakes), mistakes);
        if (graph.all().isEmpty() && mistakes.isEmpty()) {
            mistakes.add(project.start(project.versions().get(0)), "there is no revision file in this folder");
        }
        List<Step> steps = mistakes.isEmpty() ? steps(graph, mistakes) : List.of();
        mistakes.throwIfAny("Could not read the Alembic project in " + folder + ".");
        return new Chain(
                options.name(),
                id(),
                folder,
                steps,
                batch(project, options),
                true,
                seen(project, graph),
                new AlembicDriver(project, steps, options.grouping(), environment),
                Checksums.digest(steps));
    }

    /**
     * What the project's SQLAlchemy models say otherwise than the database, as sentences; the two agree when there are
     * none. A project whose {@code env.py} names no models has nothing to compare.
     *
     * @param chain an Alembic chain
     * @param atHead a database we may ruin, which stands at the head of that chain
     * @throws LockkeeperException when the project cannot be run
     */
    public static List<String> modelDifferences(Chain chain, DatabaseAddress atHead) {
        if (chain.driver() instanceof AlembicDriver driver) {
            return driver.modelDifferences(atHead);
        }
        throw new IllegalArgumentException(chain.name() + " is no Alembic chain");
    }

    /** The revisions that have run where these heads stand; a head that is in no file stands for itself alone. */
    public static Set<String> upTo(Path folder, Collection<String> heads) {
        Mistakes mistakes = new Mistakes();
        RevisionGraph graph = RevisionGraph.of(revisions(AlembicProject.at(folder), mistakes), mistakes);
        mistakes.throwIfAny("Could not read the Alembic project in " + folder + ".");
        Set<String> upTo = new TreeSet<>(heads);
        graph.all().stream()
                .filter(revision -> heads.contains(revision.id()))
                .forEach(revision -> upTo.addAll(graph.lineage(revision.id())));
        return upTo;
    }

    private static List<Revision> revisions(AlembicProject project, Mistakes mistakes) {
        List<Revision> revisions = new ArrayList<>();
        for (Path file : project.revisionFiles()) {
            String name = project.nameOf(file);
            RevisionReader.read(PythonFile.read(file, name, mistakes), mistakes).ifPresent(revisions::add);
        }
        return revisions;
    }

    private static List<Fact> seen(AlembicProject project, RevisionGraph graph) {
        List<Fact> seen = new ArrayList<>();
        for (Path file : project.passedOver()) {
            seen.add(new Fact.FileIgnored(
                    project.start(file), "Alembic reads folders below versions only with recursive_version_locations"));
        }
        if (graph.heads().size() > 1) {
            seen.add(new Fact.MultipleHeads(graph.heads()));
        }
        return seen;
    }

    private static List<Step> steps(RevisionGraph graph, Mistakes mistakes) {
        return graph.ordered().stream()
                .map(revision -> new Step(
                        revision.id(),
                        revision.description(),
                        revision.file(),
                        revision.checksum(),
                        StepKind.VERSIONED,
                        source(revision.up()),
                        down(revision, mistakes),
                        revision.marks(),
                        revision.id()))
                .toList();
    }

    private static Source source(Function function) {
        return function.body() == Body.WORKS || function.body() == Body.REFUSES
                ? new Program(function.at())
                : new Script(List.of(), Grouping.TRANSACTION, function.at());
    }

    /** A function that does something wins; then a mark that there is no way back; then the empty function. */
    private static Down down(Revision revision, Mistakes mistakes) {
        Body body = revision.down().body();
        if (body == Body.WORKS) {
            return new Down.Written(source(revision.down()));
        }
        return OneWayMarks.in(revision.marks(), mistakes)
                .<Down>map(mark -> mark)
                .orElseGet(() -> body == Body.EMPTY ? new Down.Written(source(revision.down())) : new Down.Missing());
    }

    private static boolean batch(AlembicProject project, ReadOptions options) {
        return options.grouping().map(choice -> choice == GroupingChoice.BATCH).orElseGet(() -> EnvFile.of(project)
                .runsAllInOneTransaction());
    }
}
