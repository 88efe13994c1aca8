import { headerKey, longestWord } from './headers.ts';

/** Columns that say what became of a payment. */

const names = new Set(
  'state, status, transaction status, info, estado, statut, etat, situacao, статус, स्थिति'
    .split(',')
    .map(headerKey),
);

/** What says that nothing was paid, or not yet: a pending row comes again, with other words, when it is booked. */
const unpaid = new Set(
  `pending, waiting, processing, authorised, authorized, reverted, failed, declined, denied, rejected, refused, cancelled,
  canceled, expired, voided, vorgemerkt, umsatz vorgemerkt, ausstehend, abgelehnt, storniert, fehlgeschlagen,
  pendiente, rechazado, rechazada, cancelado, cancelada, fallido, fallida, en attente, refuse, annule, echoue,
  pendente, recusado, recusada, в обработке, отклонен, отклонено, отменен, отменено, ожидает, लंबित, असफल`
    .split(',')
    .map(headerKey),
);

/** The indices of a header's columns that say what became of a payment. */
export function statesIn(header: readonly string[]): readonly number[] {
  return header.flatMap((name, at) => (names.has(headerKey(name)) ? [at] : []));
}

/** Whether a cell of such a column says that nothing was paid, or not yet. */
export function isUnpaid(cell: string): boolean {
  return cell.length <= longestWord && unpaid.has(headerKey(cell));
}
