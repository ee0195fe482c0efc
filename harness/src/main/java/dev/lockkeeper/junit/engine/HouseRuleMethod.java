package dev.lockkeeper.junit.engine;

import dev.lockkeeper.junit.HouseRule;
import dev.lockkeeper.model.CatalogSnapshot;
import dev.lockkeeper.model.Category;
import dev.lockkeeper.model.Fact;
import dev.lockkeeper.model.Finding;
import dev.lockkeeper.model.RuleCard;
import dev.lockkeeper.model.RuleCard.FoundBy;
import dev.lockkeeper.model.StepFacts;
import dev.lockkeeper.rule.Rule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.ReflectionSupport;
import schemacrawler.schema.Catalog;

/** A method of a team as a rule among ours. */
final class HouseRuleMethod implements Rule {

    private static final List<Class<?>> GIVEN = List.of(Catalog.class, CatalogSnapshot.class, StepFacts.class);

    private final Class<?> home;
    private final Method method;
    private final HouseRule annotation;
    private final RuleCard card;
    private final CatalogWitness witness;

    private HouseRuleMethod(Class<?> home, Method method, HouseRule annotation, CatalogWitness witness) {
        this.home = home;
        this.method = method;
        this.annotation = annotation;
        this.witness = witness;
        String id = annotation.id().isEmpty() ? kebab(method.getName()) : annotation.id();
        this.card = new RuleCard(id, Category.DESIGN, annotation.severity(), id.replace('-', ' '), FoundBy.CATALOGUE);
    }

    static HouseRuleMethod of(Class<?> home, Method method, CatalogWitness witness) {
        return new HouseRuleMethod(home, method, method.getAnnotation(HouseRule.class), witness);
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** Why it cannot be a rule. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        for (Class<?> wanted : method.getParameterTypes()) {
            if (!GIVEN.contains(wanted)) {
                mistakes.add(this + " wants a " + wanted.getName()
                        + "; a house rule is given SchemaCrawler's Catalog, a CatalogSnapshot, StepFacts");
            }
        }
        Class<?> answer = method.getReturnType();
        if (answer != void.class
                && !Collection.class.isAssignableFrom(answer)
                && !Stream.class.isAssignableFrom(answer)) {
            mistakes.add(this + " returns a " + answer.getName()
                    + "; a house rule returns a Stream or Collection of sentences or findings, or nothing");
        }
        if (!card.id().matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            mistakes.add(this + " has the id \"" + card.id() + "\"; write it like tables-say-why");
        }
        return mistakes;
    }

    boolean wantsCatalog() {
        return Arrays.asList(method.getParameterTypes()).contains(Catalog.class);
    }

    boolean onlyAtHead() {
        return annotation.when() == HouseRule.When.HEAD;
    }

    @Override
    public RuleCard card() {
        return card;
    }

    @Override
    public List<Finding> check(StepFacts facts) {
        boolean head = facts.position() == facts.chain().steps().size() - 1;
        if (!applied(facts) || (onlyAtHead() && !head)) {
            return List.of();
        }
        List<Finding> findings = ask(facts);
        if (onlyAtHead() || facts.earlier().isEmpty()) {
            return findings;
        }
        StepFacts before = facts.earlier().get(facts.earlier().size() - 1);
        Set<String> known = new LinkedHashSet<>();
        if (applied(before)) {
            ask(before).forEach(finding -> known.add(finding.saw()));
        }
        return findings.stream()
                .filter(finding -> !known.contains(finding.saw()))
                .toList();
    }

    /** What belongs to the chain as a whole is asked of rules as well, without a step that was applied. */
    private static boolean applied(StepFacts facts) {
        return facts.first(Fact.Applied.class).isPresent();
    }

    private List<Finding> ask(StepFacts facts) {
        try {
            return findings(call(facts), facts);
        } catch (AssertionError refuted) {
            return List.of(finding(facts, String.valueOf(refuted.getMessage()).strip()));
        }
    }

    private @Nullable Object call(StepFacts facts) {
        @Nullable
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(wanted -> argument(wanted, facts))
                .toArray();
        try {
            method.setAccessible(true);
            Object on = Modifier.isStatic(method.getModifiers()) ? null : ReflectionSupport.newInstance(home);
            return method.invoke(on, arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof AssertionError refuted) {
                throw refuted;
            }
            throw new IllegalStateException(this + " threw " + thrown.getCause(), thrown.getCause());
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(this + " cannot be called: " + closed.getMessage(), closed);
        }
    }

    private Object argument(Class<?> wanted, StepFacts facts) {
        if (wanted == Catalog.class) {
            return witness.at(facts.chain(), facts.step())
                    .orElseThrow(() -> new IllegalStateException("SchemaCrawler did not look behind this step"));
        }
        return wanted == StepFacts.class ? facts : facts.after();
    }

    private List<Finding> findings(@Nullable Object answer, StepFacts facts) {
        Stream<?> all = answer instanceof Stream<?> stream
                ? stream
                : Optional.ofNullable((Collection<?>) answer)
                        .map(Collection::stream)
                        .orElseGet(Stream::empty);
        return all.map(one -> one instanceof Finding finding ? finding : finding(facts, String.valueOf(one)))
                .toList();
    }

    private Finding finding(StepFacts facts, String sentence) {
        return Finding.of(card, facts.at())
                .saw(sentence)
                .means(annotation.means())
                .instead(annotation.instead());
    }

    @Override
    public String toString() {
        return "@HouseRule " + home.getSimpleName() + "." + method.getName();
    }
}
