package dev.lockkeeper.gate;

import dev.lockkeeper.gate.Attestation.ChainClaim;
import dev.lockkeeper.gate.Attestation.TargetClaim;
import dev.lockkeeper.gate.Refusal.Reason;
import dev.lockkeeper.gate.Standing.ChainStanding;
import dev.lockkeeper.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds an attestation against what stands now, and says everything that is not as it was. */
final class AttestationCheck {

    /** Clocks of two machines that are kept do not differ by more. */
    private static final Duration SLACK = Duration.ofMinutes(5);

    private static final int SHOWN = 5;
    private static final String AGAIN = "lockkeeper check --target …, for a new attestation of what is there now";

    private final Attestation attestation;
    private final Standing standing;
    private final Instant now;
    private final List<Refusal> refusals = new ArrayList<>();

    private AttestationCheck(Attestation attestation, Standing standing, Instant now) {
        this.attestation = attestation;
        this.standing = standing;
        this.now = now;
    }

    static List<Refusal> refusals(Attestation attestation, Standing standing, Instant now) {
        AttestationCheck check = new AttestationCheck(attestation, standing, now);
        check.time();
        check.verdict();
        check.target();
        check.chains();
        check.schema();
        return check.refusals;
    }

    private void time() {
        Instant expires = attestation.expires();
        Duration apart = Duration.between(now, standing.serverClock()).abs();
        if (apart.compareTo(SLACK) > 0) {
            refuse(
                    Reason.CLOCK,
                    "This machine's clock says " + now + ", the target's " + standing.serverClock()
                            + ": with clocks that far apart nobody can say what has expired.",
                    "set the clock that is wrong");
        }
        if (!now.isBefore(expires)) {
            refuse(Reason.EXPIRED, "The attestation expired at " + expires + ".", AGAIN);
        }
        if (now.plus(SLACK).isBefore(attestation.issued())) {
            refuse(
                    Reason.NOT_YET,
                    "The attestation was issued at " + attestation.issued() + ", which is yet to come.",
                    "set this machine's clock, or check again");
        }
        if (Duration.between(attestation.issued(), expires).compareTo(Attestation.LONGEST) > 0) {
            refuse(
                    Reason.TOO_LONG,
                    "The attestation is to hold from " + attestation.issued() + " to " + expires + "; "
                            + Attestation.LONGEST.toDays() + " days are the most that is believed.",
                    AGAIN);
        }
    }

    private void verdict() {
        if (attestation.verdict() == Verdict.UNSAFE) {
            refuse(
                    Reason.UNSAFE,
                    "The attestation itself says that the pending steps are unsafe.",
                    "mend what lockkeeper check reports");
        } else if (attestation.verdict() == Verdict.UNDECIDED) {
            refuse(
                    Reason.UNDECIDED,
                    "The attestation itself says that something could not be seen.",
                    "make it visible; lockkeeper check says what it was");
        }
    }

    private void target() {
        TargetClaim was = attestation.target();
        TargetClaim is = standing.target();
        if (!was.system().equals(is.system())) {
            refuse(
                    Reason.OTHER_SERVER,
                    "The attestation is for server " + shown(was.system()) + "; this is server " + shown(is.system())
                            + ".",
                    "check the address; a copy of a database is another database");
        }
        if (!was.database().equals(is.database())) {
            refuse(
                    Reason.OTHER_DATABASE,
                    "The attestation is for database " + was.database() + "; this is " + is.database() + ".",
                    "check the address");
        } else if (was.oid() != is.oid()) {
            refuse(
                    Reason.RECREATED_DATABASE,
                    "Database " + was.database() + " was number " + was.oid() + " when it was checked and is number "
                            + is.oid() + " now: it was dropped and made anew, or its name was given to another.",
                    AGAIN);
        }
        if (!was.name().equals(is.name())) {
            refuse(
                    Reason.OTHER_NAME,
                    "The attestation is for the target called " + was.name() + "; this one is called " + is.name()
                            + ".",
                    "name the target as it was when it was checked (target.name in lockkeeper.yml)");
        }
        if (!was.version().equals(is.version())) {
            refuse(
                    Reason.OTHER_VERSION,
                    "The steps were tried for PostgreSQL " + was.version() + "; the target now runs " + is.version()
                            + ".",
                    AGAIN);
        }
        if (!attestation.ignored().equals(standing.ignored())) {
            refuse(
                    Reason.OTHER_IGNORES,
                    "When it was checked, target.ignore was [" + String.join(", ", attestation.ignored())
                            + "]; now it is [" + String.join(", ", standing.ignored())
                            + "]: what is looked at is not what was.",
                    AGAIN);
        }
        if (standing.standby()) {
            refuse(
                    Reason.STANDBY,
                    "The target only follows another server, so nothing can be deployed there.",
                    "name the primary");
        }
    }

    private static String shown(String system) {
        return system.isEmpty() ? "(its number may not be asked for)" : system;
    }

    private void chains() {
        Map<String, ChainStanding> here = new LinkedHashMap<>();
        standing.chains().forEach(chain -> here.put(chain.name(), chain));
        for (ChainClaim claim : attestation.chains()) {
            ChainStanding chain = here.remove(claim.name());
            if (chain == null) {
                refuse(
                        Reason.CHAIN_MISSING,
                        "The attestation speaks of chain " + claim.name() + ", which is not here.",
                        "run from the folder that was checked, or name the chain's path");
            } else {
                chain(claim, chain);
            }
        }
        here.keySet()
                .forEach(name -> refuse(
                        Reason.CHAIN_UNKNOWN,
                        "Chain " + name + " is to be deployed, of which the attestation says nothing.",
                        AGAIN));
    }

    private void chain(ChainClaim claim, ChainStanding chain) {
        if (!claim.format().equals(chain.format())) {
            refuse(
                    Reason.CHAIN_FORMAT,
                    "Chain " + claim.name() + " was checked as " + claim.format() + " and is read as " + chain.format()
                            + " now.",
                    AGAIN);
        }
        List<String> edited = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        claim.files().forEach((file, digest) -> {
            String now = chain.files().get(file);
            if (now == null) {
                removed.add(file);
            } else if (!now.equals(digest)) {
                edited.add(file);
            }
        });
        TreeSet<String> added = new TreeSet<>(chain.files().keySet());
        added.removeAll(claim.files().keySet());
        files(Reason.FILE_EDITED, claim, edited, "changed after it was checked");
        files(Reason.FILE_REMOVED, claim, removed, "gone since it was checked");
        files(Reason.FILE_ADDED, claim, List.copyOf(added), "new since it was checked");
        boolean sameFiles = edited.isEmpty() && removed.isEmpty() && added.isEmpty();
        if (sameFiles && !claim.digest().equals(chain.digest())) {
            refuse(
                    Reason.FILE_EDITED,
                    "A step of chain " + claim.name() + " that lies outside its folder, or what it is filled with,"
                            + " changed after it was checked.",
                    AGAIN);
        }
        if (!claim.applied().equals(chain.applied())) {
            refuse(
                    Reason.HISTORY_MOVED,
                    "When it was checked, " + last(claim.applied()) + " of chain " + claim.name()
                            + " had run on the target; now " + last(chain.applied()) + " has.",
                    AGAIN);
        }
    }

    private static String last(List<String> applied) {
        return applied.isEmpty() ? "nothing" : "everything up to " + applied.get(applied.size() - 1);
    }

    private void files(Reason reason, ChainClaim claim, List<String> files, String what) {
        if (!files.isEmpty()) {
            String names = String.join(", ", files.subList(0, Math.min(SHOWN, files.size())))
                    + (files.size() > SHOWN ? " and " + (files.size() - SHOWN) + " more" : "");
            refuse(reason, "In chain " + claim.name() + " is " + what + ": " + names + ".", AGAIN);
        }
    }

    private void schema() {
        if (!attestation.before().equals(standing.schema())) {
            refuse(
                    Reason.DRIFTED,
                    "The target's schema is not the one that was checked: " + standing.schema() + " instead of "
                            + attestation.before() + ".",
                    "lockkeeper drift --target …, which says what changed; then check again");
        }
    }

    private void refuse(Reason reason, String said, String advice) {
        refusals.add(new Refusal(reason, said, advice));
    }
}
