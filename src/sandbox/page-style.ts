/** The look of the chat page, light and dark. */
export const pageStyle = `
:root {
  --back: #dfe8e3; --dots: #cfdcd5; --bar: #ffffff; --line: #d5ddd9; --ink: #14201b; --soft: #56645d;
  --theirs: #ffffff; --mine: #d9f6c8; --mine-soft: #3f6f31; --accent: #23775a; --link: #17677f;
  --button: rgba(255, 255, 255, .72); --button-ink: #1c6a50; --shade: rgba(16, 35, 27, .16);
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0e1613; --dots: #15201b; --bar: #17221d; --line: #24332c; --ink: #e8f0ec; --soft: #8fa199;
    --theirs: #1d2a24; --mine: #22503a; --mine-soft: #a8d6b6; --accent: #45b389; --link: #6cc7e6;
    --button: rgba(42, 62, 52, .78); --button-ink: #9be3c4; --shade: rgba(0, 0, 0, .4);
  }
}
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body {
  display: flex; flex-direction: column; max-width: 760px; margin: 0 auto; color: var(--ink);
  font: 16px/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  background: var(--back); position: relative;
}
html { background: var(--back); }
[hidden] { display: none !important; }
header {
  display: flex; align-items: center; gap: 12px; padding: 9px 16px; background: var(--bar);
  border-bottom: 1px solid var(--line); flex: none;
}
.face {
  width: 40px; height: 40px; border-radius: 50%; background: linear-gradient(160deg, #58c595, #26805d);
  color: #fff; font-weight: 700; font-size: 21px; display: grid; place-items: center; padding-bottom: 2px;
}
.who { flex: 1; min-width: 0; }
h1 { font-size: 16px; margin: 0; line-height: 1.25; }
.who p { margin: 0; font-size: 13px; color: var(--soft); }
.badge {
  font-size: 12px; color: var(--soft); border: 1px solid var(--line); border-radius: 10px; padding: 2px 9px;
}
main {
  flex: 1; overflow-y: auto; padding: 14px 14px 18px; display: flex; flex-direction: column; gap: 3px;
  scrollbar-width: thin; scrollbar-color: var(--line) transparent;
  background: radial-gradient(var(--dots) 1.4px, transparent 1.5px) 0 0 / 22px 22px;
}
main::before { content: ""; margin-top: auto; }
.day {
  align-self: center; font-size: 13px; color: var(--ink); background: var(--bar); border-radius: 12px;
  padding: 2px 11px; margin: 8px 0; position: sticky; top: 0; z-index: 1; box-shadow: 0 1px 1.5px var(--shade);
}
.row { display: flex; flex-direction: column; max-width: min(82%, 520px); align-self: flex-start; margin-top: 5px; }
.row.mine { align-self: flex-end; --soft: var(--mine-soft); }
.row.pictured { max-width: min(82%, 520px, max(200px, 12px + min(640px, 80vh) * var(--shape))); }
.row.follows { margin-top: 0; }
.row:has(.buttons) + .row.follows { margin-top: 6px; }
.bubble {
  background: var(--theirs); border-radius: 16px 16px 16px 5px; padding: 7px 12px 6px; position: relative;
  box-shadow: 0 1px 1.5px var(--shade); overflow-wrap: anywhere; white-space: pre-wrap; min-width: 76px;
}
.bubble, .quote, .document span, .buttons button, .buttons a { unicode-bidi: plaintext; }
.mine .bubble { background: var(--mine); border-radius: 16px 16px 5px 16px; }
.arriving .bubble { animation: arrive .16s ease-out; }
@keyframes arrive { from { transform: translateY(6px); opacity: .2; } }
@media (prefers-reduced-motion: reduce) { .arriving .bubble { animation: none; } }
.sender { color: var(--accent); font-weight: 600; font-size: 14px; }
.quote {
  border-left: 3px solid var(--accent); padding: 1px 8px; margin: 1px 0 4px; font-size: 14px; color: var(--soft);
  max-height: 2.9em; overflow: hidden;
}
.stamp { float: right; margin: 7px -3px -3px 12px; font-size: 12px; color: var(--soft); white-space: nowrap; }
.bubble a { color: var(--link); }
.command { color: var(--link); cursor: pointer; background: none; border: 0; padding: 0; font: inherit; }
.command:hover { text-decoration: underline; }
code, pre { font: 14px/1.4 ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; }
pre { margin: 3px 0; padding: 6px 8px; border-radius: 7px; background: var(--shade); overflow-x: auto; white-space: pre; }
blockquote { margin: 3px 0; padding: 2px 9px; border-left: 3px solid var(--accent); }
tg-spoiler { background: var(--ink); border-radius: 4px; cursor: pointer; }
tg-spoiler.open { background: var(--shade); }
.photo {
  display: block; max-width: calc(100% + 12px); max-height: min(640px, 80vh); border-radius: 11px; margin: -1px -6px 4px;
  width: calc(100% + 12px); height: auto; object-fit: contain;
}
.document { display: flex; gap: 10px; align-items: center; text-decoration: none; padding: 3px 0; }
.document span:first-child {
  width: 38px; height: 38px; border-radius: 50%; background: var(--accent); color: var(--bar); display: grid;
  place-items: center; flex: none;
}
.document small { display: block; color: var(--soft); }
.other { color: var(--soft); font-style: italic; }
.buttons { display: grid; gap: 4px; margin-top: 4px; }
.buttons div { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 4px; }
.buttons button, .buttons a {
  border: 0; border-radius: 10px; padding: 8px 6px; font: inherit; font-size: 14.5px; line-height: 1.25;
  background: var(--button); color: var(--button-ink); cursor: pointer; text-align: center; text-decoration: none;
  box-shadow: 0 1px 1.5px var(--shade); overflow-wrap: anywhere; min-width: 0;
}
.buttons button:hover, .buttons a:hover { filter: brightness(1.06); }
.buttons button.waiting { opacity: .55; cursor: progress; }
.actions { position: absolute; bottom: 3px; left: calc(100% + 3px); display: flex; gap: 1px; opacity: 0; }
.mine .actions { left: auto; right: calc(100% + 3px); flex-direction: row-reverse; }
.row:hover .actions, .actions:focus-within { opacity: 1; }
@media (hover: none) { .actions { opacity: 1; } }
.actions button {
  border: 0; border-radius: 50%; width: 26px; height: 26px; padding: 0; background: none; color: var(--soft); cursor: pointer;
  font: inherit; font-size: 15px; line-height: 1;
}
.actions button:hover { background: var(--bar); }
.above { position: relative; flex: none; }
#note {
  position: absolute; left: 50%; bottom: 14px; transform: translateX(-50%); background: var(--ink); color: var(--bar);
  border-radius: 12px; padding: 9px 16px; width: max-content; max-width: 86%; box-shadow: 0 3px 12px var(--shade); z-index: 3;
}
#newest {
  position: absolute; right: 14px; bottom: 12px; border: 0; border-radius: 18px; min-width: 36px; height: 36px; padding: 0 12px;
  background: var(--bar); color: var(--accent); font: inherit; cursor: pointer; box-shadow: 0 1px 5px var(--shade); z-index: 2;
}
#aim {
  display: flex; gap: 8px; align-items: center; background: var(--bar); border-top: 1px solid var(--line);
  padding: 4px 10px 0 18px; font-size: 14px; color: var(--soft); flex: none;
}
#aim-text { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#menu {
  list-style: none; margin: 0; padding: 6px 0; background: var(--bar); border-top: 1px solid var(--line);
  max-height: 42%; overflow-y: auto; flex: none;
}
#menu button {
  display: flex; gap: 12px; width: 100%; border: 0; background: none; color: inherit; font: inherit; text-align: left;
  padding: 7px 18px; cursor: pointer;
}
#menu button:hover, #menu button:focus-visible { background: var(--back); }
#menu b { min-width: 84px; color: var(--accent); }
form {
  display: flex; gap: 4px; align-items: flex-end; background: var(--bar); border-top: 1px solid var(--line);
  padding: 8px 10px calc(8px + env(safe-area-inset-bottom)); flex: none;
}
textarea {
  flex: 1; resize: none; border: 0; outline: 0; background: none; color: inherit; font: inherit; padding: 9px 6px;
  max-height: 160px; min-width: 0;
}
textarea::placeholder { color: var(--soft); opacity: 1; }
form:focus-within { border-top-color: var(--accent); }
form button, #aim button {
  border: 0; background: none; color: var(--soft); width: 42px; height: 42px; border-radius: 50%; cursor: pointer;
  display: grid; place-items: center; font: 600 20px/1 ui-monospace, monospace; flex: none;
}
form button:hover, #aim button:hover { background: var(--back); }
#send { color: var(--accent); }
button:focus-visible, a:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
`;
