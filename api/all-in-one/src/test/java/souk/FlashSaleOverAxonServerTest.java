package souk;

/** The same rush, with every message and event going through a real Axon Server. */
@OverAxonServer
class FlashSaleOverAxonServerTest extends FlashSaleTest {}
