package souk;

/** The same log-ins, with every message and event going through a real Axon Server. */
@OverAxonServer
class AccountCartWalkthroughOverAxonServerTest extends AccountCartWalkthroughTest {}
