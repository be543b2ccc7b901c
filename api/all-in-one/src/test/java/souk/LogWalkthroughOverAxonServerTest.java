package souk;

/** The same proofs, over the events of a real Axon Server in its order. */
@OverAxonServer
class LogWalkthroughOverAxonServerTest extends LogWalkthroughTest {}
