package souk;

/** The same, with every message and event going through a real Axon Server. */
@OverAxonServer
class PersonExportOverAxonServerTest extends PersonExportTest {

    // they stay in the server, and all tests after this one read them
    @Override
    int many() {
        return 1_050;
    }
}
