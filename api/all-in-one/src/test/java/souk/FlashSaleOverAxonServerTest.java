package souk;

/** The same rush, with every message and event going through a real Axon Server. */
@OverAxonServer
class FlashSaleOverAxonServerTest extends FlashSaleTest {

    /** Who wants the same thing waits for his turn: of more, some would not be answered in time. */
    @Override
    int crowd() {
        return 100;
    }
}
