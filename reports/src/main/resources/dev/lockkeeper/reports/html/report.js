
(function () {
  'use strict';

  var data = JSON.parse(document.getElementById('data').textContent);
  var steps = Array.prototype.slice.call(document.querySelectorAll('details.step'));
  var cards = Array.prototype.slice.call(document.querySelectorAll('.findings .card'));
  var KEYWORDS = /^(?:add|all|alter|and|as|asc|begin|by|cascade|case|check|collate|column|comment|commit|concurrently|constraint|copy|create|default|deferrable|delete|desc|distinct|do|domain|drop|else|end|enum|exclude|exists|extension|foreign|from|function|generated|grant|group|having|identity|if|in|index|inner|insert|into|is|join|key|language|left|like|limit|lock|materialized|not|null|on|only|or|order|owner|partition|policy|primary|references|rename|replace|restrict|returning|returns|revoke|role|row|schema|security|select|sequence|set|table|then|to|trigger|truncate|type|unique|update|using|valid|validate|value|values|view|when|where|with)$/i;

  // ---- building blocks: text only ever becomes text

  function el(name, attributes) {
    var node = document.createElement(name);
    fill(node, attributes, Array.prototype.slice.call(arguments, 2));
    return node;
  }

  function svg(name, attributes) {
    var node = document.createElementNS('http://www.w3.org/2000/svg', name);
    fill(node, attributes, Array.prototype.slice.call(arguments, 2));
    return node;
  }

  function fill(node, attributes, children) {
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    children.forEach(function add(child) {
      if (Array.isArray(child)) { child.forEach(add); } else if (child !== null && child !== undefined) { node.append(child); }
    });
  }

  function list(of) { return of || []; }

  function scroll(label, child) { return el('div', { 'class': 'scroll', tabindex: '0', role: 'group', 'aria-label': label }, child); }

  function many(number, noun) { return number + ' ' + noun + (number === 1 ? '' : 's'); }

  function weight(mode) { return (data.modes[mode] || { weight: 0 }).weight; }

  function where(mode) { return (data.modes[mode] || { blocks: '' }).blocks; }

  // ---- statements and locks

  function sql(text) {
    var code = el('code');
    var token = /(--[^\n]*|\/\*[\s\S]*?\*\/)|('(?:[^']|'')*')|("[^"]*")|([A-Za-z_][A-Za-z_0-9]*)|([\s\S])/g;
    var plain = '';
    var found;
    function flush() { if (plain) { code.append(plain); plain = ''; } }
    while ((found = token.exec(text)) !== null) {
      var kind = found[1] ? 'c' : found[2] ? 'q' : found[4] && KEYWORDS.test(found[4]) ? 'k' : '';
      if (kind) { flush(); code.append(el('span', { 'class': kind }, found[0])); } else { plain += found[0]; }
    }
    flush();
    return el('pre', null, code);
  }

  var MOST_RELATIONS = 12;

  /** Statements between two that take locks are one column: what matters is who holds what, from where to where. */
  function columns(statements) {
    var all = [];
    statements.forEach(function (statement, i) {
      var last = all[all.length - 1];
      var quiet = list(statement.locks).length === 0 && !statement.outsideTransaction;
      if (last && last.quiet && quiet && list(statement.alreadyHeld).length === last.held) {
        last.to = i;
        last.millis += statement.millis;
      } else {
        all.push({ from: i, to: i, quiet: quiet, millis: statement.millis, held: list(statement.alreadyHeld).length });
      }
    });
    return all;
  }

  function lockTable(statements) {
    var cols = columns(statements);
    var relations = [];
    statements.forEach(function (statement) {
      list(statement.locks).forEach(function (lock) { if (relations.indexOf(lock.relation) < 0) { relations.push(lock.relation); } });
    });
    if (!relations.length) { return null; }
    var weak = [];
    if (relations.length > MOST_RELATIONS) {
      weak = relations.filter(function (relation) { return !statements.some(function (statement) { return weight(strongest(relation, statement)) > 0; }); });
      relations = relations.filter(function (relation) { return weak.indexOf(relation) < 0; });
    }
    var head = el('tr', null, el('th', { scope: 'col' }, 'held on'), cols.map(function (col) {
      var name = col.from === col.to ? String(col.from + 1) : (col.from + 1) + '–' + (col.to + 1);
      return el('th', { scope: 'col' }, name + ' · ' + col.millis + ' ms');
    }));
    var rows = relations.map(function (relation) {
      return el('tr', null, el('th', { scope: 'row' }, el('code', null, relation)), bars(relation, statements, cols));
    });
    return [scroll('Locks over the statements', el('table', { 'class': 'locks' }, el('thead', null, head), el('tbody', null, rows))),
      weak.length ? el('p', null, 'Under weaker locks: ' + weak.join(', ')) : null];
  }

  /** The cells of one relation: a bar from the statement that took the lock to the one that ends its transaction. */
  function bars(relation, statements, cols) {
    var cells = [];
    cols.forEach(function (col) {
      var mode = strongest(relation, statements[col.from]);
      var last = cells[cells.length - 1];
      if (last && last.mode === mode) {
        last.span += 1;
        last.millis += col.millis;
      } else {
        cells.push({ mode: mode, span: 1, millis: col.millis });
      }
    });
    return cells.map(function (cell) {
      return el('td', { colspan: String(cell.span) }, cell.mode ? el('div', { 'class': 'bar b' + weight(cell.mode) }, cell.mode + ' · ' + cell.millis + ' ms') : null);
    });
  }

  function strongest(relation, statement) {
    var best = '';
    var order = Object.keys(data.modes);
    list(statement.locks).concat(list(statement.alreadyHeld)).forEach(function (lock) {
      if (lock.relation === relation && order.indexOf(lock.mode) > order.indexOf(best)) { best = lock.mode; }
    });
    return best;
  }

  function waits(statements) {
    var lines = [], told = {};
    statements.forEach(function (statement, i) {
      list(statement.locks).forEach(function (lock) {
        var key = lock.mode + ' ' + lock.relation + ' ' + Boolean(statement.outsideTransaction);
        if (weight(lock.mode) > 0 && !told[key]) {
          var until = 'until its transaction ends';
          told[key] = true;
          lines.push(el('li', null, el('b', { 'class': 'b' + weight(lock.mode) }, where(lock.mode)), ' of ', el('code', null, lock.relation),
            ' waits from statement ' + (i + 1) + ' ' + (statement.outsideTransaction ? 'until it is done' : until)));
        }
      });
    });
    if (lines.length > MOST_RELATIONS) {
      return [el('ul', { 'class': 'waits' }, lines.slice(0, MOST_RELATIONS)),
        el('details', null, el('summary', null, 'and ' + (lines.length - MOST_RELATIONS) + ' more'), el('ul', { 'class': 'waits' }, lines.slice(MOST_RELATIONS)))];
    }
    return lines.length ? el('ul', { 'class': 'waits' }, lines) : el('p', { 'class': 'waits' }, 'Nobody waits: no lock here keeps reads or writes of others from going on.');
  }

  function marks(statement) {
    var all = [];
    function mark(words, level) { all.push(el('li', level === undefined ? null : { 'class': 'b' + level }, words)); }
    list(statement.locks).forEach(function (lock) { mark(lock.mode + ' on ' + lock.relation, weight(lock.mode)); });
    list(statement.rewrote).forEach(function (table) { mark('rewrites ' + table, 2); });
    list(statement.scanned).forEach(function (table) { mark('reads all of ' + table, 1); });
    list(statement.indexesBuilt).forEach(function (built) { mark('builds ' + built.index + (built.concurrently ? ' while writes go on' : ''), built.concurrently ? 0 : 1); });
    list(statement.touched).forEach(function (rows) {
      var parts = [];
      ['inserted', 'updated', 'deleted'].forEach(function (what) { if (rows[what]) { parts.push(rows[what] + ' ' + what); } });
      mark(rows.table + ': ' + (parts.join(', ') || 'no row'));
    });
    list(statement.notices).forEach(function (notice) { mark(notice.sqlState + ' ' + notice.text); });
    if (statement.outsideTransaction) { mark('outside a transaction'); }
    return all.length ? el('ul', { 'class': 'marks' }, all) : null;
  }

  function statementList(statements) {
    return statements.map(function (statement, i) {
      return el('div', { 'class': 'statement' },
        el('p', { 'class': 'meta' }, (i + 1) + ' · ' + statement.file + ':' + statement.line + ' · ' + statement.millis + ' ms'),
        sql(statement.sql), marks(statement));
    });
  }

  function directionOf(step, direction) {
    return list(step.statements).filter(function (statement) { return statement.direction === direction; });
  }

  function statements(step, body) {
    var ups = directionOf(step, 'up');
    body.append(el('h4', null, 'Statements and locks'));
    if (!ups.length) { body.append(el('p', null, 'No statement was seen.')); return; }
    fill(body, null, [lockTable(ups), waits(ups)]);
    if (ups.length > 12) {
      body.append(el('details', null, el('summary', null, many(ups.length, 'statement')), statementList(ups)));
    } else {
      fill(body, null, statementList(ups));
    }
  }

  // ---- schema

  function difference(before, after) {
    var a = before.split(/(\s+|[(),])/), b = after.split(/(\s+|[(),])/);
    var start = 0, end = 0;
    while (start < a.length && start < b.length && a[start] === b[start]) { start += 1; }
    while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) { end += 1; }
    var removed = a.slice(start, a.length - end).join(''), added = b.slice(start, b.length - end).join('');
    return el('pre', null, el('code', null, a.slice(0, start).join(''), removed ? el('del', null, removed) : null,
      removed && added ? ' ' : null, added ? el('ins', null, added) : null, a.slice(a.length - end).join('')));
  }

  function schema(step, body) {
    var change = step.change || {};
    var rows = [];
    function row(sign, kind, object, definition) {
      rows.push(el('tr', null, el('td', { 'class': kind }, sign, ' ', el('span', null, { '+': 'added', '−': 'removed', '~': 'changed' }[sign])),
        el('td', null, object.kind, ' ', el('code', null, object.name)), el('td', null, definition)));
    }
    list(change.removed).forEach(function (object) { row('−', 'minus', object, el('pre', null, el('code', null, object.definition || ''))); });
    list(change.changed).forEach(function (pair) { row('~', 'change', pair.after, difference(pair.before.definition || '', pair.after.definition || '')); });
    list(change.added).forEach(function (object) { row('+', 'plus', object, el('pre', null, el('code', null, object.definition || ''))); });
    body.append(el('h4', null, 'Schema before and after'));
    if (!rows.length) {
      body.append(el('p', null, 'The schema stays as it was.'));
    } else {
      fill(body, null, [diagram(change)]);
      var table = scroll('Objects this step changes', el('table', { 'class': 'objects' }, el('thead', null, el('tr', null,
        ['change', 'object', 'definition'].map(function (name) { return el('th', { scope: 'col' }, name); }))), el('tbody', null, rows)));
      body.append(rows.length > 24 ? el('details', null, el('summary', null, many(rows.length, 'object')), table) : table);
    }
    if (list(change.reordered).length) { body.append(el('p', null, 'Only the order of columns differs: ' + change.reordered.join(', '))); }
  }

  // ---- diagram: tables the step touches, with the columns it touches and the keys between them

  var ROW = 18, HEAD = 26, GAP = 28, LANE = 90, MOST_TABLES = 14, MOST_ROWS = 14;

  function model(change) {
    var tables = {}, edges = [];
    function table(name) {
      if (!Object.prototype.hasOwnProperty.call(tables, name)) { tables[name] = { name: name, kind: 'ghost', rows: [], links: 0 }; }
      return tables[name];
    }
    function take(object, kind, before) {
      if (/^(?:partitioned |foreign )?table$/.test(object.kind)) { table(object.name).kind = kind; return; }
      var traits = object.traits || {};
      if (object.kind === 'column' && object.table) {
        var to = table(object.table);
        if (to.kind === 'ghost') { to.kind = 'change'; }
        var name = object.name.indexOf(object.table + '.') === 0 ? object.name.slice(object.table.length + 1) : object.name;
        var was = before && before.traits && before.traits.type !== traits.type ? before.traits.type + ' → ' : '';
        to.rows.push({ name: name, type: was + (traits.type || ''), kind: kind, position: Number(traits.position) || 999 });
      }
      if (object.kind === 'constraint' && traits.constraintType === 'f' && traits.referencedTable && object.table) {
        edges.push({ from: object.table, to: traits.referencedTable, columns: traits.columns || '', kind: kind });
      }
    }
    list(change.removed).forEach(function (object) { take(object, 'minus'); });
    list(change.changed).forEach(function (pair) { take(pair.after, 'change', pair.before); });
    list(change.added).forEach(function (object) { take(object, 'plus'); });
    edges.forEach(function (edge) { table(edge.from).links += 1; table(edge.to).links += 1; if (tables[edge.from].kind === 'ghost') { tables[edge.from].kind = 'change'; } });
    return { tables: Object.keys(tables).map(function (name) { return tables[name]; }), edges: edges };
  }

  /** Who refers to nobody stands left; who refers to it stands one lane to the right. */
  function lanes(tables, edges) {
    var lane = {};
    tables.forEach(function (table) { lane[table.name] = 0; });
    for (var round = 0; round < tables.length; round += 1) {
      var moved = false;
      edges.forEach(function (edge) {
        if (edge.from !== edge.to && lane[edge.from] < lane[edge.to] + 1 && lane[edge.to] + 1 < 5) { lane[edge.from] = lane[edge.to] + 1; moved = true; }
      });
      if (!moved) { break; }
    }
    return lane;
  }

  function clip(text, most) { return text.length > most ? text.slice(0, most - 1) + '…' : text; }

  function diagram(change) {
    var all = model(change);
    if (!all.tables.some(function (table) { return table.rows.length || table.links; })) { return null; }
    var tables = all.tables.slice().sort(function (a, b) { return b.links - a.links || b.rows.length - a.rows.length || (a.name < b.name ? -1 : 1); }).slice(0, MOST_TABLES);
    var known = {};
    tables.forEach(function (table) { known[table.name] = table; });
    var edges = all.edges.filter(function (edge) { return known[edge.from] && known[edge.to]; });
    var lane = lanes(tables, edges), tops = {}, widths = {}, lefts = {};
    tables.forEach(function (table) {
      table.rows.sort(function (a, b) { return a.position - b.position; });
      table.shown = table.rows.slice(0, MOST_ROWS);
      table.more = table.rows.length - table.shown.length;
      var longest = Math.max.apply(null, [table.name.length + 2].concat(table.shown.map(function (row) { return clip(row.name, 28).length + clip(row.type, 30).length + 4; })));
      table.width = Math.min(460, Math.max(130, longest * 7.3 + 20));
      table.height = HEAD + (table.shown.length + (table.more ? 1 : 0)) * ROW + (table.shown.length ? 8 : 0);
      table.lane = lane[table.name];
      widths[table.lane] = Math.max(widths[table.lane] || 0, table.width);
    });
    var left = 6;
    Object.keys(widths).sort(function (a, b) { return a - b; }).forEach(function (key) { lefts[key] = left; left += widths[key] + LANE; });
    tables.forEach(function (table) {
      table.x = lefts[table.lane];
      table.y = tops[table.lane] || 6;
      tops[table.lane] = table.y + table.height + GAP;
    });
    var width = left - LANE + 40, height = Math.max.apply(null, Object.keys(tops).map(function (key) { return tops[key]; })) - GAP + 8;
    var names = tables.map(function (table) { return table.name; }).join(', ');
    var picture = svg('svg', { role: 'img', 'aria-label': 'Tables this step touches: ' + names + '. The list below has every change.', width: Math.ceil(width), height: Math.ceil(height), viewBox: '0 0 ' + Math.ceil(width) + ' ' + Math.ceil(height) },
      edges.map(function (edge) { return line(edge, known); }), tables.map(box));
    var more = all.tables.length - tables.length;
    return el('div', { 'class': 'diagram' }, scroll('Diagram of the tables this step touches', picture), more ? el('p', null, 'and ' + many(more, 'more table') + ', listed below') : null);
  }

  function box(table) {
    var group = svg('g', { 'class': table.kind });
    group.append(svg('rect', { 'class': 'box', x: table.x, y: table.y, width: table.width, height: table.height, rx: 6 }));
    group.append(svg('rect', { 'class': 'top', x: table.x + 1.5, y: table.y + 1.5, width: table.width - 3, height: HEAD - 3, rx: 5 }));
    var sign = { plus: '+ ', minus: '− ', change: '~ ', ghost: '' }[table.kind];
    group.append(svg('text', { 'class': 'name', x: table.x + 10, y: table.y + 17 }, sign + clip(table.name, 58)));
    table.shown.forEach(function (row, i) {
      var y = table.y + HEAD + 14 + i * ROW;
      group.append(svg('text', { 'class': row.kind, x: table.x + 10, y: y }, { plus: '+ ', minus: '− ', change: '~ ' }[row.kind] + clip(row.name, 28)));
      group.append(svg('text', { 'class': 'soft', x: table.x + table.width - 10, y: y, 'text-anchor': 'end' }, clip(row.type, 30)));
    });
    if (table.more) { group.append(svg('text', { 'class': 'soft', x: table.x + 10, y: table.y + HEAD + 14 + table.shown.length * ROW }, '… and ' + table.more + ' more')); }
    return group;
  }

  function line(edge, known) {
    var from = known[edge.from], to = known[edge.to];
    var first = edge.columns.split(',')[0].trim();
    var index = -1;
    from.shown.forEach(function (row, i) { if (row.name === first) { index = i; } });
    var y1 = from.y + (index < 0 ? HEAD / 2 : HEAD + 10 + index * ROW), y2 = to.y + HEAD / 2;
    var path, dot;
    if (from.lane > to.lane) {
      var x1 = from.x, x2 = to.x + to.width, bend = (x1 - x2) / 2;
      path = 'M' + x1 + ' ' + y1 + ' C' + (x1 - bend) + ' ' + y1 + ' ' + (x2 + bend) + ' ' + y2 + ' ' + x2 + ' ' + y2;
      dot = { cx: x2, cy: y2, r: 3.5 };
    } else {
      var right = Math.max(from.x + from.width, to.x + to.width) + 26;
      path = 'M' + (from.x + from.width) + ' ' + y1 + ' C' + right + ' ' + y1 + ' ' + right + ' ' + y2 + ' ' + (to.x + to.width) + ' ' + y2;
      dot = { cx: to.x + to.width, cy: y2, r: 3.5 };
    }
    return svg('g', null, svg('path', { 'class': edge.kind, d: path }), svg('circle', dot));
  }

  // ---- rows, way back, what was found

  function value(text) { return text === undefined || text === null ? el('span', { 'class': 'null' }, 'none') : text === '' ? el('span', { 'class': 'null' }, 'empty') : el('code', null, text); }

  function rows(step, body) {
    var whose = { fixture: 'your rows', plain: 'plain rows', adversarial: 'odd rows' };
    if (!list(step.data).length) { return; }
    body.append(el('h4', null, 'What becomes of the rows'));
    step.data.forEach(function (effect) {
      var what = effect.column ? many(effect.values, 'value') + ' of ' + effect.table + '.' + effect.column : many(effect.values, 'row') + ' of ' + effect.table;
      body.append(el('p', null, el('b', null, what + ' ' + effect.effect), ' by the ' + effect.by + ' (' + whose[effect.population] + ')' + (effect.setting ? ', under ' + effect.setting : '')));
      if (list(effect.samples).length) {
        body.append(scroll('Sample rows', el('table', null,
          el('thead', null, el('tr', null, ['row', 'before', 'after'].map(function (name) { return el('th', { scope: 'col' }, name); }))),
          el('tbody', null, effect.samples.map(function (sample) {
            return el('tr', null, el('td', null, el('code', null, sample.key)), el('td', null, value(sample.before)), el('td', null, value(sample.after)));
          })))));
      }
      if (effect.preflight) { body.append(el('p', null, effect.preflight.question), sql(effect.preflight.sql)); }
    });
  }

  function wayBack(step, body) {
    var down = { restored: 'The down restores what was there.', differs: 'After the down something else stands than before the up.', failed: 'The down fails.',
      missing: 'There is no down.', 'one-way': 'The step is one-way by intention.', skipped: 'The down was not tried.' };
    var reup = { same: 'The second up ends where the first did.', differs: 'The second up ends elsewhere than the first.', failed: 'The second up fails.', skipped: '' };
    var downs = directionOf(step, 'down');
    body.append(el('h4', null, 'The way back'));
    body.append(el('p', null, (down[step.down.outcome] || step.down.outcome) + ' ' + (reup[step.reup.outcome] || '')));
    if (downs.length) { fill(body, null, [lockTable(downs), statementList(downs)]); }
  }

  function findings(details, body) {
    var mine = cards.filter(function (card) { return card.getAttribute('data-step') === details.id; });
    if (!mine.length) { return; }
    body.append(el('h4', null, 'What was found'));
    mine.forEach(function (card) {
      var copy = card.cloneNode(true);
      copy.removeAttribute('id');
      var title = copy.querySelector('h3');
      if (title) { var lower = el('h5', { 'class': 'title-line' }); lower.append.apply(lower, Array.prototype.slice.call(title.childNodes)); title.replaceWith(lower); }
      var back = copy.querySelector('.to-step');
      if (back) { if (back.previousSibling) { back.previousSibling.remove(); } back.remove(); }
      body.append(copy);
    });
  }

  /** Puts long texts back that are kept once. */
  function whole(node) {
    if (typeof node === 'string') { return node.charCodeAt(0) === 1 ? data.texts[Number(node.slice(1))] : node; }
    if (node && typeof node === 'object') { Object.keys(node).forEach(function (key) { node[key] = whole(node[key]); }); }
    return node;
  }

  function dataOf(details) {
    var place = details.id.slice(1).split('-');
    return whole(data.chains[place[0]][place[1]]);
  }

  /** Puts back what the embedded data leaves out because it follows from the statements before. */
  function complete(step) {
    var held = { up: [], down: [] };
    list(step.statements).forEach(function (statement) {
      statement.file = statement.file || step.file;
      statement.alreadyHeld = statement.carries ? held[statement.direction] : [];
      held[statement.direction] = statement.outsideTransaction ? [] : statement.alreadyHeld.concat(list(statement.locks));
    });
    return step;
  }

  function draw(details) {
    if (details.hasAttribute('data-drawn')) { return; }
    details.setAttribute('data-drawn', '');
    var step = complete(dataOf(details)), body = el('div', { 'class': 'body' });
    body.append(el('p', null, el('code', null, step.file), ' · up ' + step.up.outcome + (step.up.sqlState ? ' (' + step.up.sqlState + ')' : '') + ' in ' + step.up.millis + ' ms'));
    if (list(step.notObserved).length) { body.append(el('h4', null, 'What could not be seen'), el('ul', null, step.notObserved.map(function (what) { return el('li', null, what); }))); }
    findings(details, body);
    statements(step, body);
    schema(step, body);
    rows(step, body);
    wayBack(step, body);
    details.querySelector('.body').replaceWith(body);
  }

  // ---- search, filter, theme, links

  var haystacks = {};

  function haystack(details) {
    if (!haystacks[details.id]) {
      var found = cards.filter(function (card) { return card.getAttribute('data-step') === details.id; }).map(function (card) { return card.textContent; });
      haystacks[details.id] = (details.querySelector('summary').textContent + ' ' + JSON.stringify(dataOf(details)) + ' ' + found.join(' ')).toLowerCase();
    }
    return haystacks[details.id];
  }

  function matches(text, words) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }

  function refresh() {
    var words = document.getElementById('query').value.toLowerCase().split(/\s+/).filter(Boolean);
    var tags = Array.prototype.slice.call(document.querySelectorAll('[data-filter][aria-pressed="true"]')).map(function (button) { return button.getAttribute('data-filter'); });
    var shown = 0;
    steps.forEach(function (details) {
      var has = details.getAttribute('data-tags').split(' ');
      var visible = (!tags.length || tags.some(function (tag) { return has.indexOf(tag) >= 0; })) && (!words.length || matches(haystack(details), words));
      details.hidden = !visible;
      shown += visible ? 1 : 0;
    });
    Array.prototype.forEach.call(document.querySelectorAll('.findings'), function (section) {
      var left = 0;
      Array.prototype.forEach.call(section.querySelectorAll('.card'), function (card) {
        var step = document.getElementById(card.getAttribute('data-step'));
        var ofStep = !step || !step.classList.contains('step') || !step.hidden || !tags.length;
        card.hidden = !(ofStep && (!words.length || matches(card.textContent.toLowerCase(), words)));
        left += card.hidden ? 0 : 1;
      });
      Array.prototype.forEach.call(section.querySelectorAll('.rule'), function (rule) { rule.hidden = !rule.querySelector('.card:not([hidden])'); });
      section.hidden = left === 0;
    });
    document.getElementById('shown').textContent = words.length || tags.length ? shown + ' of ' + many(steps.length, 'step') : '';
  }

  /** #find=words searches, so that a search can be handed on as a link; any other mark is a place on the page. */
  function reveal() {
    var mark, target;
    try { mark = decodeURIComponent(location.hash.slice(1)); } catch (e) { return; }
    if (mark.indexOf('find=') === 0) {
      document.getElementById('query').value = mark.slice(5);
      refresh();
      return;
    }
    target = document.getElementById(mark);
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      node.hidden = false;
      if (node.tagName === 'DETAILS') { if (node.classList.contains('step')) { draw(node); } node.open = true; }
    }
    target.scrollIntoView();
    var focus = target.querySelector('summary') || target;
    if (focus === target && !focus.hasAttribute('tabindex')) { focus.setAttribute('tabindex', '-1'); }
    focus.focus({ preventScroll: true });
  }

  function theme() {
    var dark = document.documentElement.getAttribute('data-theme') === 'dark' || (!document.documentElement.getAttribute('data-theme') && matchMedia('(prefers-color-scheme: dark)').matches);
    document.documentElement.setAttribute('data-theme', dark ? 'light' : 'dark');
  }

  steps.forEach(function (details) { details.addEventListener('toggle', function () { if (details.open) { draw(details); } }); });
  document.getElementById('query').addEventListener('input', refresh);
  document.getElementById('theme').addEventListener('click', theme);
  Array.prototype.forEach.call(document.querySelectorAll('[data-filter]'), function (button) {
    var tag = button.getAttribute('data-filter');
    button.hidden = !steps.some(function (details) { return details.getAttribute('data-tags').split(' ').indexOf(tag) >= 0; });
    button.addEventListener('click', function () { button.setAttribute('aria-pressed', String(button.getAttribute('aria-pressed') !== 'true')); refresh(); });
  });
  Array.prototype.forEach.call(document.querySelectorAll('.strip'), function (strip) {
    strip.addEventListener('click', function (event) {
      var to = event.target.getAttribute('data-to');
      if (to) { if (location.hash === '#' + to) { reveal(); } else { location.hash = to; } }
    });
  });
  addEventListener('hashchange', reveal);
  addEventListener('beforeprint', function () {
    steps.forEach(function (details) { if (!details.classList.contains('safe')) { draw(details); details.open = true; } });
  });
  document.getElementById('tools').hidden = steps.length + cards.length === 0;
  document.getElementById('theme').hidden = false;
  reveal();
}());
