package dev.lockkeeper.experiment;

/** Told what the run is doing now; called from several threads. */
public interface Progress {

    void step(String chain, int done, int of, String title);

    /** A line worth keeping, such as why a server is slow to come. */
    void note(String line);

    Progress SILENT = new Progress() {
        @Override
        public void step(String chain, int done, int of, String title) {}

        @Override
        public void note(String line) {}
    };
}
