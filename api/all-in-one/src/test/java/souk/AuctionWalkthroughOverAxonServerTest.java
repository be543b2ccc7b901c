package souk;

/** The same auctions, with every message and event going through a real Axon Server. */
@OverAxonServer
class AuctionWalkthroughOverAxonServerTest extends AuctionWalkthroughTest {}
