package souk.payment.command;

/** There is one of each key. */
interface Keyed {

    Object key();
}
