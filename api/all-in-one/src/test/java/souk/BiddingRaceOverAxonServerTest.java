package souk;

/** The same race, with every message and event going through a real Axon Server. */
@OverAxonServer
class BiddingRaceOverAxonServerTest extends BiddingRaceTest {

    /** Who wants the same thing waits for his turn: of more, some would not be answered in time. */
    @Override
    int crowd() {
        return 50;
    }
}
