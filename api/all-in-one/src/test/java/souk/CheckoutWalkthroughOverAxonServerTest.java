package souk;

/** The same purchases, with every message and event going through a real Axon Server. */
@OverAxonServer
class CheckoutWalkthroughOverAxonServerTest extends CheckoutWalkthroughTest {}
