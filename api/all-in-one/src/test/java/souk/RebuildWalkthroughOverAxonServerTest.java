package souk;

/** The same rebuilds, from the events of a real Axon Server. */
@OverAxonServer
class RebuildWalkthroughOverAxonServerTest extends RebuildWalkthroughTest {}
