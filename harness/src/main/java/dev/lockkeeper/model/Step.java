package dev.lockkeeper.model;

import java.util.List;

/**
 * One step of a chain.
 *
 * @param version as the tool writes it; unique in the chain
 * @param file the up's file, relative to the chain's folder
 * @param checksum {@code sha256:…} over the step's files with line ends normalised
 * @param group steps that only make sense together share a group (many one-statement files of one version stem);
 *     else the version itself
 */
public record Step(
        String version,
        String description,
        String file,
        String checksum,
        StepKind kind,
        Source up,
        Down down,
        List<Mark> marks,
        String group) {

    public Step {
        marks = List.copyOf(marks);
    }

    /** A name for people: {@code 7 add phone}. */
    public String title() {
        return description.isBlank() ? version : version + " " + description;
    }
}
