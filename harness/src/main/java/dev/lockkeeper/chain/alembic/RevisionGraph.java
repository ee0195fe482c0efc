package dev.lockkeeper.chain.alembic;

import dev.lockkeeper.chain.Mistakes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Revisions and their parents: whether they make a chain at all, its heads, and the order of {@code upgrade heads}. */
final class RevisionGraph {

    private final Map<String, Revision> revisions = new LinkedHashMap<>();
    private final Map<String, List<String>> dependencies = new HashMap<>();
    private final Map<String, Set<String>> lineages = new HashMap<>();

    private RevisionGraph() {}

    /** The graph of revisions given in the order of their files; what is wrong with it goes to the mistakes. */
    static RevisionGraph of(List<Revision> inFileOrder, Mistakes mistakes) {
        RevisionGraph graph = new RevisionGraph();
        graph.collect(inFileOrder, mistakes);
        graph.resolve(mistakes);
        graph.refuseCycles(mistakes);
        return graph;
    }

    private void collect(List<Revision> inFileOrder, Mistakes mistakes) {
        for (Revision revision : inFileOrder) {
            Revision other = revisions.putIfAbsent(revision.id(), revision);
            if (other != null) {
                mistakes.add(
                        revision.at(),
                        "revision '%s' is taken already by %s".formatted(revision.id(), other.at()),
                        "give one of the two files an id of its own");
            }
        }
    }

    private void resolve(Mistakes mistakes) {
        Map<String, Revision> byLabel = byLabel(mistakes);
        for (Revision revision : revisions.values()) {
            revision.parents().stream()
                    .filter(parent -> !revisions.containsKey(parent))
                    .forEach(parent -> mistakes.add(
                            revision.parentsAt(),
                            "down_revision '%s' of revision '%s' is in no file".formatted(parent, revision.id()),
                            "bring the missing file back, or name the revision that this one follows"));
            dependencies.put(revision.id(), dependencies(revision, byLabel, mistakes));
        }
    }

    private Map<String, Revision> byLabel(Mistakes mistakes) {
        Map<String, Revision> byLabel = new HashMap<>();
        for (Revision revision : revisions.values()) {
            for (String label : revision.labels()) {
                @Nullable
                Revision other =
                        revisions.containsKey(label) ? revisions.get(label) : byLabel.putIfAbsent(label, revision);
                if (other != null) {
                    mistakes.add(revision.at(), "branch label '%s' is used already by %s".formatted(label, other.at()));
                }
            }
        }
        return byLabel;
    }

    private List<String> dependencies(Revision revision, Map<String, Revision> byLabel, Mistakes mistakes) {
        List<String> resolved = new ArrayList<>();
        for (String name : revision.dependencies()) {
            Revision found = revisions.getOrDefault(name, byLabel.get(name));
            if (found == null) {
                mistakes.add(
                        revision.at(),
                        "depends_on '%s' of revision '%s' is neither a revision nor a branch label"
                                .formatted(name, revision.id()));
            } else {
                resolved.add(found.id());
            }
        }
        return resolved;
    }

    /** Every circle once, told at each file that is part of it. */
    private void refuseCycles(Mistakes mistakes) {
        Set<String> done = new LinkedHashSet<>();
        for (String id : revisions.keySet()) {
            walk(id, new ArrayList<>(), done, mistakes);
        }
    }

    private void walk(String start, List<String> path, Set<String> done, Mistakes mistakes) {
        Deque<Visit> stack = new ArrayDeque<>();
        stack.push(new Visit(start, new ArrayDeque<>(before(start))));
        path.add(start);
        while (!stack.isEmpty()) {
            Visit visit = stack.peek();
            String next = visit.open.poll();
            if (next == null) {
                done.add(visit.id);
                path.remove(path.size() - 1);
                stack.pop();
            } else if (path.contains(next)) {
                refuse(path.subList(path.indexOf(next), path.size()), mistakes);
            } else if (!done.contains(next)) {
                path.add(next);
                stack.push(new Visit(next, new ArrayDeque<>(before(next))));
            }
        }
    }

    private record Visit(String id, Deque<String> open) {}

    private void refuse(List<String> circle, Mistakes mistakes) {
        List<String> upwards = new ArrayList<>(circle);
        Collections.reverse(upwards);
        for (String id : circle) {
            Collections.rotate(upwards, -upwards.indexOf(id));
            mistakes.add(
                    at(id).parentsAt(),
                    "revision '%s' comes before itself: %s -> %s".formatted(id, String.join(" -> ", upwards), id),
                    "give one revision of the circle the parent it had when it was written");
        }
    }

    private Revision at(String id) {
        Revision revision = revisions.get(id);
        if (revision == null) {
            throw new IllegalStateException("no revision " + id);
        }
        return revision;
    }

    /** Parents, then dependencies, each once; those that are in no file are left out. */
    private List<String> before(String id) {
        Set<String> before = new LinkedHashSet<>(at(id).parents());
        before.addAll(dependencies.getOrDefault(id, List.of()));
        before.retainAll(revisions.keySet());
        return List.copyOf(before);
    }

    /** Revisions that are no other's parent, in the order of their files. */
    List<String> heads() {
        Set<String> heads = new LinkedHashSet<>(revisions.keySet());
        revisions.values().forEach(revision -> revision.parents().forEach(heads::remove));
        return List.copyOf(heads);
    }

    /** Heads that are no other's dependency either: where {@code upgrade heads} begins to look. */
    private List<String> realHeads() {
        List<String> heads = new ArrayList<>(heads());
        dependencies.values().forEach(heads::removeAll);
        return heads;
    }

    /**
     * The order in which {@code alembic upgrade heads} runs an empty database up. Alembic walks down from the heads: it
     * follows one branch as far as no other open branch still stands on it, then turns to the one that does; where it has
     * a choice, files that sort later by name run earlier. Running up is that walk backwards.
     */
    List<Revision> ordered() {
        List<String> fronts = realHeads();
        Set<String> open = new TreeSet<>(revisions.keySet());
        List<Revision> walked = new ArrayList<>();
        int current = 0;
        while (!fronts.isEmpty()) {
            String candidate = fronts.get(current);
            int above = standingOn(candidate, fronts, current);
            if (above >= 0) {
                current = above;
                continue;
            }
            if (open.remove(candidate)) {
                walked.add(at(candidate));
            }
            List<String> next = next(candidate, open, fronts);
            if (next.isEmpty()) {
                fronts.remove(current);
                current = Math.max(current - 1, 0);
            } else {
                fronts.set(current, next.get(0));
                fronts.addAll(next.subList(1, next.size()));
            }
        }
        Collections.reverse(walked);
        return walked;
    }

    private int standingOn(String candidate, List<String> fronts, int current) {
        for (int i = 0; i < fronts.size(); i++) {
            if (i != current && lineage(fronts.get(i)).contains(candidate)) {
                return i;
            }
        }
        return -1;
    }

    private List<String> next(String id, Set<String> open, List<String> fronts) {
        return directlyBefore(id).stream()
                .filter(open::contains)
                .filter(below -> !fronts.contains(below))
                .toList();
    }

    /** Without dependencies that an ancestor has already; Alembic does not walk along those a second time. */
    private List<String> directlyBefore(String id) {
        List<String> own = new ArrayList<>(before(id));
        List<String> parents = at(id).parents();
        Set<String> inherited = new LinkedHashSet<>();
        ancestorsByParents(id).forEach(ancestor -> inherited.addAll(dependencies.getOrDefault(ancestor, List.of())));
        own.removeIf(below -> !parents.contains(below) && inherited.contains(below));
        return own;
    }

    private Set<String> ancestorsByParents(String id) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(at(id).parents());
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(at(next).parents());
            }
        }
        return seen;
    }

    /** The revision and everything that must have run before it. */
    Set<String> lineage(String id) {
        Set<String> known = lineages.get(id);
        if (known == null) {
            known = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(id));
            while (!open.isEmpty()) {
                String next = open.pop();
                if (known.add(next)) {
                    open.addAll(before(next));
                }
            }
            lineages.put(id, known);
        }
        return known;
    }

    Collection<Revision> all() {
        return Collections.unmodifiableCollection(revisions.values());
    }
}
