/**
 * The studio: drop a film into a browser, watch its fingerprint grow, explore its colours, make
 * posters.
 *
 * It never uploads anything: films are read in the page, and the network serves only the page's own
 * files. If `chromatheque studio` opened it, it also talks to that server. Colours, columns and
 * drawings come from the core rooms; this room holds only the user interface.
 */
import { h, render } from 'preact';
import { connectToServer } from './reading/connection.ts';
import { followAddress } from './reading/follow-address.ts';
import { startSession } from './reading/start-session.ts';
import { followTitle } from './state/document-title.ts';
import { App } from './view/app.tsx';

render(h(App, null), document.getElementById('studio')!);
followTitle();
// Films of the server are restored after the connection.
void connectToServer().then(startSession).then(followAddress);
