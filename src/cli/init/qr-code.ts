import qrcode from 'qrcode-terminal';

/** A QR code as lines for a terminal, white on black whatever the terminal's colours, as cameras need it. */
export function qrCode(text: string): readonly string[] {
  let drawn = '';
  qrcode.generate(text, { small: true }, (code) => {
    drawn = code;
  });
  return drawn
    .trimEnd()
    .split('\n')
    .map((line) => `\u001b[97;40m${line}\u001b[0m`);
}
