
'use strict';
(() => {
  const one = (id) => document.getElementById(id);
  const data = JSON.parse(one('data').textContent);
  const root = document.documentElement;

  /* Texts become text nodes and never markup. */
  function make(name, text, ...children) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    element.append(...children);
    return element;
  }

  /* Dark or light: as the system says until the button is pressed. */
  const theme = one('theme');
  const dark = () => root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  const showTheme = () => theme.setAttribute('aria-pressed', dark());
  theme.addEventListener('click', () => {
    root.dataset.theme = dark() ? 'light' : 'dark';
    showTheme();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
  showTheme();
  theme.hidden = false;

  /* The evidence of one finding. */
  const place = (id) => {
    if (!/^[A-Za-z]+-[\w:.-]+$/.test(id)) return null;
    if (id.startsWith('CWE-')) return 'https://cwe.mitre.org/data/definitions/' + id.substring(4) + '.html';
    if (id.startsWith('CVE-')) return 'https://nvd.nist.gov/vuln/detail/' + id;
    if (id.startsWith('GHSA-')) return 'https://github.com/advisories/' + id;
    return 'https://osv.dev/vulnerability/' + id;
  };
  function link(id) {
    const where = place(id);
    if (!where) return make('span', id);
    const anchor = make('a', id);
    anchor.href = where;
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
    return anchor;
  }
  const percent = (share) => (100 * share).toFixed(1) + ' %';

  function facts(finding) {
    const list = make('dl');
    const fact = (label, ...values) => list.append(make('dt', label), make('dd', '', ...values));
    const pack = data.packages[finding.package];
    const ids = [finding.id, ...(finding.aliases || [])];
    const links = (all) => all.flatMap((id, i) => i ? [', ', link(id)] : [link(id)]);
    fact('Known as', ...links(ids));
    if (finding.weaknesses) fact('Weakness', ...links(finding.weaknesses));
    if (finding.ratedBy) fact('Rated by', finding.ratedBy);
    if (finding.cvss) fact('CVSS', finding.score + ' ', make('code', finding.cvss), ' (' + finding.scoredBy + ')');
    if (finding.kev) fact('Exploited', 'in CISA’s catalogue since ' + finding.kev);
    if ('epss' in finding) {
      fact('EPSS', percent(finding.epss) + ', higher than ' + percent(finding.percentile) + ' of all flaws');
    }
    if (finding.justification) fact('Not affected', finding.justification.replaceAll('_', ' '));
    if (finding.code) fact('Code', finding.code);
    fact('Package', make('code', pack.purl));
    if (pack.source) fact('Built from', pack.source);
    fact('Found by', pack.foundBy
      + (pack.presence === 'live' ? '' : ', ' + pack.presence)
      + (pack.declared ? ', declared and not proven to be installed' : ''));
    if (pack.owner) fact('Owned by', make('code', pack.owner));
    for (const [path, index] of pack.locations) {
      const layer = data.layers.find((one) => one.index === index);
      const words = index === undefined ? '' : ' in layer ' + index;
      const where = [make('code', path), words];
      if (layer && layer.instruction) where.push(': ', make('code', layer.instruction));
      fact('Where', ...where);
    }
    if ('step' in pack) fact('Upgrade to', pack.to + ' ', make('code', data.steps[pack.step]));
    return list;
  }

  function comparisons(finding) {
    const head = make('tr');
    for (const label of ['Feed', 'Record', 'Name', 'Version', 'Affected', 'Comparison']) {
      const cell = make('th', label);
      cell.scope = 'col';
      head.append(cell);
    }
    const body = make('tbody');
    for (const record of finding.evidence) {
      body.append(make('tr', '', ...record.map((text, i) => i === 1 ? make('td', '', link(text)) : make('td', text))));
    }
    return make('table', '', make('thead', '', head), body);
  }

  function evidence(index, columns) {
    const finding = data.findings[index];
    const cell = make('td', '', facts(finding), make('h3', 'Records that were compared'), comparisons(finding));
    cell.colSpan = columns;
    const row = make('tr', '', cell);
    row.className = 'evidence';
    row.id = 'evidence-' + index;
    return row;
  }

  const opener = (row) => row.querySelector('th button');
  const isOpen = (row) => row.classList.contains('open');
  function toggle(row, open = !isOpen(row)) {
    if (open === isOpen(row)) return;
    row.classList.toggle('open', open);
    opener(row).setAttribute('aria-expanded', open);
    if (open) {
      row.after(evidence(row.dataset.i, row.cells.length));
      opener(row).setAttribute('aria-controls', 'evidence-' + row.dataset.i);
    } else {
      row.nextElementSibling.remove();
      opener(row).removeAttribute('aria-controls');
    }
  }

  /* A table whose rows open. One row is reached by Tab, the others by the arrow keys. */
  function openable(table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    for (const row of rows) {
      const text = row.querySelector('th span');
      const button = make('button', text.textContent);
      button.type = 'button';
      button.tabIndex = -1;
      button.setAttribute('aria-expanded', 'false');
      text.replaceWith(button);
    }
    const all = () => [...body.rows].filter((row) => row.dataset.i);
    const shown = () => all().filter((row) => !row.hidden);
    let current = rows[0];
    opener(current).tabIndex = 0;
    function reach(row) {
      opener(current).tabIndex = -1;
      current = row;
      opener(row).tabIndex = 0;
    }
    function go(row) {
      if (!row) return;
      reach(row);
      opener(row).focus();
      row.scrollIntoView({block: 'nearest'});
    }
    body.addEventListener('click', (event) => {
      const row = event.target.closest('tr[data-i]');
      if (!row || String(getSelection())) return;
      reach(row);
      toggle(row);
    });
    body.addEventListener('keydown', (event) => {
      let row = event.target.closest('tbody > tr');
      if (row && !row.dataset.i) row = event.target.closest('tr.evidence').previousElementSibling;
      if (!row) return;
      const reachable = shown();
      const at = reachable.indexOf(row);
      const to = {ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: reachable.length - 1}[event.key];
      if (to !== undefined) {
        event.preventDefault();
        go(reachable[to]);
      } else if (event.key === 'Escape') {
        toggle(row, false);
        go(row);
      }
    });
    return {rows, body, go, all, shown, reach};
  }

  if (one('uncounted')) openable(one('uncounted'));
  if (!one('table')) return;
  const table = one('table');
  const list = openable(table);
  const form = one('controls');
  const search = one('search');
  const count = one('count');

  /* What a row is filtered and sorted by. */
  const keys = new Map(list.rows.map((row) => {
    const finding = data.findings[row.dataset.i];
    const pack = data.packages[finding.package];
    return [row, {
      text: [row.textContent, pack.purl, ...(finding.aliases || []), ...(finding.weaknesses || []), ...pack.locations.map((l) => l[0])]
        .join('\n').toLowerCase(),
      severity: row.cells[0].textContent,
      state: row.cells[6].textContent,
      ecosystem: pack.purl.slice(4, pack.purl.indexOf('/')),
      layer: row.dataset.l.split(' '),
      fixable: row.cells[4].textContent !== '',
      exploited: 'kev' in finding,
    }];
  }));
  const chosen = (id) => one(id) ? one(id).value : '';

  /* As many rows as a person looks at are laid out; the others wait behind a button. */
  const PAGE = 200;
  const more = one('more');
  let fitting = [];
  let limit = PAGE;
  function show() {
    const shown = new Set(fitting.slice(0, limit));
    for (const row of list.rows) {
      if (!shown.has(row)) toggle(row, false);
      if (row.hidden === shown.has(row)) row.hidden = !shown.has(row);
    }
    more.hidden = fitting.length <= limit;
    more.textContent = 'Show ' + Math.min(5 * PAGE, fitting.length - limit) + ' more';
    if (fitting.length) list.reach(fitting[0]);
  }
  more.addEventListener('click', () => {
    const next = fitting[limit];
    limit += 5 * PAGE;
    show();
    list.go(next);
  });
  addEventListener('beforeprint', () => {
    limit = fitting.length;
    show();
  });

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
    const [severity, state, ecosystem, layer] = ['severity', 'state', 'ecosystem', 'layer'].map(chosen);
    const fixable = one('fixable').checked;
    const exploited = one('exploited').checked;
    fitting = list.all().filter((row) => {
      const key = keys.get(row);
      return words.every((word) => key.text.includes(word))
        && (!severity || key.severity === severity)
        && (!state || key.state === state)
        && (!ecosystem || key.ecosystem === ecosystem)
        && (!layer || key.layer.includes(layer))
        && (!fixable || key.fixable)
        && (!exploited || key.exploited);
    });
    limit = PAGE;
    show();
    one('none').hidden = fitting.length > 0;
    count.textContent = fitting.length.toLocaleString('en') + ' of ' + list.rows.length.toLocaleString('en');
    for (const bar of bars) {
      bar.setAttribute('aria-pressed', chosen(bar.dataset.filter) === bar.dataset.value);
    }
  }

  const bars = [...document.querySelectorAll('button[data-filter]')];
  for (const bar of bars) {
    bar.disabled = false;
    bar.addEventListener('click', () => {
      const control = one(bar.dataset.filter);
      control.value = control.value === bar.dataset.value ? '' : bar.dataset.value;
      filter();
    });
  }
  form.addEventListener('input', filter);
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    for (const control of form.querySelectorAll('input, select')) {
      control.value = '';
      control.checked = false;
    }
    filter();
  });
  form.addEventListener('submit', (event) => event.preventDefault());

  /* Sorting; rows that are alike stay as they were. */
  const collator = new Intl.Collator('en', {numeric: true});
  const heads = [...table.tHead.rows[0].cells];
  const severities = ['unknown', 'negligible', 'low', 'medium', 'high', 'critical'];
  const worth = (column) => (row) => {
    switch (column) {
      case 0: return severities.indexOf(keys.get(row).severity);
      case 5: return Number(row.dataset.x);
      default: return row.cells[column].textContent;
    }
  };
  function sort(column) {
    const head = heads[column];
    const before = head.getAttribute('aria-sort');
    const numbers = column === 0 || column === 5;
    const order = before === 'none'
      ? (numbers ? 'descending' : 'ascending')
      : (before === 'ascending' ? 'descending' : 'ascending');
    for (const other of heads) other.setAttribute('aria-sort', other === head ? order : 'none');
    const of = worth(column);
    const sign = order === 'ascending' ? 1 : -1;
    const pairs = list.rows.map((row, i) => [of(row), i, row]);
    pairs.sort((a, b) => sign * (numbers ? a[0] - b[0] : collator.compare(a[0], b[0])) || a[1] - b[1]);
    list.body.append(...pairs.flatMap(([, , row]) => isOpen(row) ? [row, row.nextElementSibling] : [row]));
    filter();
  }
  heads.forEach((head, column) => {
    const button = make('button', head.textContent);
    button.type = 'button';
    button.addEventListener('click', () => sort(column));
    head.replaceChildren(button);
  });

  document.addEventListener('keydown', (event) => {
    const typing = event.target.matches('input[type=search], select');
    if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.target === search && event.key === 'ArrowDown') {
      event.preventDefault();
      list.go(list.shown()[0]);
    } else if (event.target === search && event.key === 'Escape') {
      search.value = '';
      filter();
      list.go(list.shown()[0]);
    }
  });

  form.hidden = false;
  filter();
  root.classList.add('ready');
})();
