// Runs before the page is drawn, so that a chosen theme does not flash. The choice stays in this browser.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('likeness.theme');
  } catch {
    // Storage is blocked: the page follows the system.
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
