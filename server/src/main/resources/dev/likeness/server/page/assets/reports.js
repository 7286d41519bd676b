// The list of the study's reports.
import { json, request } from './api.js';
import { byId, element, hideNotice, showNotice } from './dom.js';
import { storedToken } from './token.js';

/** Fills the list; the number of reports. */
export async function load() {
  hideNotice(byId('reports-notice'));
  try {
    const { reports } = await json('/api/reports');
    byId('reports').replaceChildren(...(reports.length > 0
      ? reports.map((report) => element('li', {}, element('a', { href: report.url, onclick: open }, report.name)))
      : [element('li', { class: 'empty' }, 'This server was started without reports.')]));
    byId('reports-saved').hidden = reports.length === 0 || storedToken() === null;
    return reports.length;
  } catch (error) {
    showNotice(byId('reports-notice'), error, load);
    return 0;
  }
}

/** A link cannot send the token: with one, the report is fetched and saved as a file. */
async function open(event) {
  if (storedToken() === null) {
    return;
  }
  event.preventDefault();
  const link = event.currentTarget;
  try {
    const response = await request(link.getAttribute('href'));
    const address = URL.createObjectURL(await response.blob());
    element('a', { href: address, download: `${link.textContent}.html` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  } catch (error) {
    showNotice(byId('reports-notice'), error);
  }
}
