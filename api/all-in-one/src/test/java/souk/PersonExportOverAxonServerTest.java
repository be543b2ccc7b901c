package souk;

/** The same, with every message and event going through a real Axon Server. */
@OverAxonServer
class PersonExportOverAxonServerTest extends PersonExportTest {}
