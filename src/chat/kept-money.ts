import type { Money } from '../ledger/money.ts';

/** Money as a reply or a conversation's state keeps it: JSON has no bigint. */
export interface KeptMoney {
  readonly minor: string;
  readonly currency: string;
}

export function keep({ minor, currency }: Money): KeptMoney {
  return { minor: String(minor), currency };
}
