package dev.lockkeeper.junit.engine;

import dev.lockkeeper.HouseRules;
import dev.lockkeeper.experiment.StageWitness;
import dev.lockkeeper.junit.HouseRule;
import dev.lockkeeper.junit.VerifyMigrations;
import dev.lockkeeper.model.LockkeeperException;
import dev.lockkeeper.rule.Rule;
import dev.lockkeeper.rule.Rules;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/** Finds the methods of a team that are rules, and makes rules of them. */
final class HouseRuleMethods {

    private HouseRuleMethods() {}

    /**
     * Those of the annotated class and of the classes it names.
     *
     * @throws LockkeeperException with every method that cannot be a rule
     */
    static HouseRules of(Class<?> test, VerifyMigrations annotation) {
        List<Class<?>> homes = new ArrayList<>(List.of(test));
        homes.addAll(List.of(annotation.houseRules()));
        CatalogWitness witness = new CatalogWitness();
        List<HouseRuleMethod> rules = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Class<?> home : homes) {
            for (Method method :
                    AnnotationSupport.findAnnotatedMethods(home, HouseRule.class, HierarchyTraversalMode.TOP_DOWN)) {
                HouseRuleMethod rule = HouseRuleMethod.of(home, method, witness);
                rule.mistakes().forEach(mistakes::add);
                String id = rule.card().id();
                if (!ids.add(id) || Rules.find(id).isPresent()) {
                    mistakes.add(rule + " has the id " + id + ", which another rule has");
                }
                rules.add(rule);
            }
        }
        if (!mistakes.isEmpty()) {
            throw LockkeeperException.because(String.join("\n", mistakes));
        }
        boolean watched = rules.stream().anyMatch(HouseRuleMethod::wantsCatalog);
        boolean eachStep = rules.stream().anyMatch(rule -> rule.wantsCatalog() && !rule.onlyAtHead());
        return new HouseRules(List.<Rule>copyOf(rules), watched ? witness.looking(eachStep) : StageWitness.NOBODY);
    }
}
