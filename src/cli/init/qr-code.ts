import qrcode from 'qrcode-terminal';

/** A QR code for a terminal, line by line: white on black whatever the colours of the terminal, as cameras want it. */
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
