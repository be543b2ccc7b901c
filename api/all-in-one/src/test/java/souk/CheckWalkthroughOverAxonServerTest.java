package souk;

/** The same checks, of events that a real Axon Server holds. */
@OverAxonServer
class CheckWalkthroughOverAxonServerTest extends CheckWalkthroughTest {}
