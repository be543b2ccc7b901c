package souk.projection;

/** Everything that can be asked about rebuilds. */
public sealed interface RebuildQuery {

    /** Answered with a {@link RebuildView}. */
    record FindRebuild(String projection, String rebuildId) implements RebuildQuery {}
}
