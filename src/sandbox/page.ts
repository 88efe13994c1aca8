import { pageScript } from './page-script.ts';
import { pageStyle } from './page-style.ts';

/** The complete chat page, which loads no other files. `nonce` is that of its Content-Security-Policy. */
export const pageHtml = (nonce: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>spndr</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='16' cy='16' r='16' fill='%232f8f6b'/%3E%3Ctext x='16' y='23' font-family='sans-serif' font-size='20' font-weight='700' text-anchor='middle' fill='white'%3Es%3C/text%3E%3C/svg%3E">
<style nonce="${nonce}">${pageStyle}</style>
</head>
<body>
<header>
  <span class="face" aria-hidden="true">s</span>
  <div class="who"><h1 id="name">spndr</h1><p id="status">bot</p></div>
  <span class="badge" title="Nothing leaves this machine">sandbox</span>
</header>
<main id="messages" role="log" aria-live="polite" aria-label="Messages"></main>
<div class="above">
  <div id="note" role="status" hidden></div>
  <button type="button" id="newest" title="To the newest message" hidden>↓</button>
</div>
<div id="aim" hidden><span id="aim-text"></span><button type="button" id="aim-end" title="Cancel" aria-label="Cancel">✕</button></div>
<ul id="menu" hidden></ul>
<form id="compose">
  <button type="button" id="menu-button" title="Commands" aria-label="Commands" aria-controls="menu" aria-expanded="false" hidden>/</button>
  <button type="button" id="attach" title="Send a file; what is typed becomes its caption" aria-label="Send a file">
    <svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"><path d="M20 11.5l-8.3 8.3a5.2 5.2 0 0 1-7.4-7.4l8.8-8.8a3.5 3.5 0 0 1 5 5l-8.8 8.7a1.8 1.8 0 0 1-2.5-2.5l7.8-7.8"/></svg>
  </button>
  <textarea id="text" rows="1" maxlength="4096" placeholder="Message" aria-label="Message" dir="auto" autofocus></textarea>
  <button type="submit" id="send" title="Send" aria-label="Send">
    <svg viewBox="0 0 24 24" width="22" height="22" fill="currentColor"><path d="M3 20.5v-6.8l9-1.7-9-1.7V3.5L21.5 12z"/></svg>
  </button>
  <input type="file" id="file" hidden>
</form>
<script nonce="${nonce}">${pageScript}</script>
</body>
</html>
`;
