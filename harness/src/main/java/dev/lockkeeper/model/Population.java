package dev.lockkeeper.model;

/** Where rows came from, and so what it means when a step breaks or loses them. */
public enum Population {
    /** The user's own: what production holds. */
    FIXTURE,
    /** Made by us; any sound step must survive them. */
    PLAIN,
    /** Made by us, legal but hurtful; a step may refuse them, which makes it data-dependent. */
    ADVERSARIAL
}
