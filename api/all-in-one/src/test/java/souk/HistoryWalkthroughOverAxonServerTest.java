package souk;

/** The same histories, with every message and event going through a real Axon Server. */
@OverAxonServer
class HistoryWalkthroughOverAxonServerTest extends HistoryWalkthroughTest {}
