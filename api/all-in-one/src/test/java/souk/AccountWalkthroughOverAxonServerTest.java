package souk;

/** The same people, with every message and event going through a real Axon Server. */
@OverAxonServer
class AccountWalkthroughOverAxonServerTest extends AccountWalkthroughTest {}
