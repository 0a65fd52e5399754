/** Integers of the hub: USD and quantities, 18 decimals. */
export const WAD = 10n ** 18n
