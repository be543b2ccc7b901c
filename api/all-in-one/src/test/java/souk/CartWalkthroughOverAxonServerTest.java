package souk;

/** The same walk, with every message and event going through a real Axon Server. */
@OverAxonServer
class CartWalkthroughOverAxonServerTest extends CartWalkthroughTest {}
