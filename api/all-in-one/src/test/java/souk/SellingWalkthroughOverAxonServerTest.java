package souk;

/**
 * The same seller and the same guest, with every message and event going through a real Axon
 * Server.
 */
@OverAxonServer
class SellingWalkthroughOverAxonServerTest extends SellingWalkthroughTest {}
