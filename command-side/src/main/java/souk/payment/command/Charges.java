package souk.payment.command;

/**
 * What can be paid of a currency, in its minor units.
 *
 * @param smallest nothing but multiples of it is paid or given back
 * @param least what is paid is no less, as far as it is known; less can still be given back
 * @param most so much can be paid at once
 */
public record Charges(long smallest, long least, long most) {}
