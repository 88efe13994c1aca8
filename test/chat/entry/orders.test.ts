import { describe, expect, it } from 'vitest';
import { readOrder } from '../../../src/chat/entry/orders.ts';

describe('a reply to an entry', () => {
  it.each([
    ['undo', 'undo'],
    ['Rückgängig!', 'undo'],
    ['ruckgangig', 'undo'],
    ['deshacer', 'undo'],
    ['Annuler', 'undo'],
    ['desfazer', 'undo'],
    ['पूर्ववत', 'undo'],
    ['वापस लें', 'undo'],
    ['zurücknehmen', 'undo'],
    ['rückgängig machen', 'undo'],
    ['отмена', 'undo'],
    ['redo', 'redo'],
    ['rétablir', 'redo'],
    ['re\u0301tablir', 'redo'],
    ['refazer', 'redo'],
    ['फिर', 'redo'],
    ['दोबारा करें', 'redo'],
    ['delete', 'remove'],
    ['delete it', 'remove'],
    ['Lösch das!', 'remove'],
    ['bórralo', 'remove'],
    ['supprime ça', 'remove'],
    ['apaga isso', 'remove'],
    ['удали это', 'remove'],
    ['इसे हटाओ', 'remove'],
    ['lösch', 'remove'],
    ['remove it, please', 'remove'],
    ['lösch das bitte!', 'remove'],
    ['удали пожалуйста', 'remove'],
    ['undo that', 'undo'],
    ['borra', 'remove'],
    ['supprimer', 'remove'],
    ['apagar', 'remove'],
    ['excluir.', 'remove'],
    ['हटाओ', 'remove'],
    ['हटा दो', 'remove'],
    ['убери', 'remove'],
    ['сотри', 'remove'],
    ['हटाओ।', 'remove'],
    ['хватит', 'amend'],
    ['удали', 'remove'],
  ])('%s', (typed, kind) => expect(readOrder(typed)).toEqual({ kind }));

  it.each([
    ['split 20 car, rest home', '20 car, rest home'],
    ['teilen 20 Auto, Rest Haus', '20 Auto, Rest Haus'],
    ['diviser 20 voiture, reste maison', '20 voiture, reste maison'],
    ['partager: 20 voiture', '20 voiture'],
    ['dividir 20 carro, resto casa', '20 carro, resto casa'],
    ['बाँटो 20 गाड़ी, बाकी घर', '20 गाड़ी, बाकी घर'.normalize('NFKC')],
    ['बांटो 20 दूध', '20 दूध'],
    ['раздели 20 авто, остальное дом', '20 авто, остальное дом'],
  ])('%s divides it', (typed, parts) => expect(readOrder(typed)).toEqual({ kind: 'split', parts }));

  it.each(['delete the second one', 'supprimer 5', 'हटाओ 5', 'hier', 'कल'])(
    '%s is for the grammar',
    (typed) => expect(readOrder(typed)).toEqual({ kind: 'amend' }),
  );
});
