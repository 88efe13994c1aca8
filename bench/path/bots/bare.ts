/** Bare node:http, which reads requests and answers 200: the upper bound for a webhook listener in one process. */
import { createServer } from 'node:http';
import { place } from './place.ts';

createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, { 'content-length': 0 }).end());
}).listen(place().port, '127.0.0.1', () => process.send?.('ready'));
process.once('disconnect', () => process.exit(0));
