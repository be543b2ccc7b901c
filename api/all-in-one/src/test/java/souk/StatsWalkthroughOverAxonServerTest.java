package souk;

/** The same figures, with every message and event going through a real Axon Server. */
@OverAxonServer
class StatsWalkthroughOverAxonServerTest extends StatsWalkthroughTest {}
