// Opens report pages in Chromium and says what a reader would meet: complaints of the console, what axe finds, how long
// the first paint takes, whether search and filter work; writes pictures for a person to look at.
//
//   npm install --prefix FOLDER puppeteer-core axe-core
//   NODE_PATH=FOLDER/node_modules node .ci/open-page.mjs OUT PAGE.html …
import { createRequire } from 'node:module';
import { statSync, readFileSync, mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.env.NODE_PATH + '/');
const puppeteer = require('puppeteer-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [out, ...pages] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
let bad = 0;

function check(page, what, holds, detail) {
  if (!holds) { bad += 1; }
  console.log(`${holds ? 'ok  ' : 'BAD '} ${page}: ${what}${detail === undefined ? '' : ' ' + detail}`);
}

async function serious(page) {
  // By the debugger, since the page forbids itself scripts it does not know.
  await page.evaluate(axe + ';undefined');
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations
    .filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
}

for (const file of pages) {
  const name = basename(file, '.html');
  const url = pathToFileURL(resolve(file)).href;
  const megabytes = statSync(file).size / 1e6;
  check(name, 'is smaller than 3 MB:', megabytes < 3, megabytes.toFixed(2));
  for (const [device, view] of Object.entries({
    desktop: { width: 1280, height: 900 },
    phone: { width: 390, height: 844, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  })) {
    for (const scheme of ['light', 'dark']) {
      const page = await browser.newPage();
      const said = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      await page.setViewport(view);
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
      await page.goto(url, { waitUntil: 'load' });
      const paint = await page.evaluate(() => new Promise((done) => {
        new PerformanceObserver((list) => done(list.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1))
          .observe({ type: 'paint', buffered: true });
      }));
      const where = `${name} ${device} ${scheme}`;
      check(where, 'first paint within a second, ms:', paint >= 0 && paint < 1000, Math.round(paint));
      await page.screenshot({ path: `${out}/${name}-${device}-${scheme}.png` });
      check(where, 'is no wider than the screen', await page.evaluate(
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth));

      const total = await page.$$eval('details.step', (all) => all.length);
      const first = await page.$eval('details.step h3 .version', (version) => version.textContent);
      await page.type('#query', first);
      const found = await page.$$eval('details.step:not([hidden])', (all) => all.length);
      check(where, `search finds ${first}:`, found > 0 && (found < total || total === 1), `${found} of ${total}`);
      await page.$eval('#query', (query) => { query.value = ''; query.dispatchEvent(new Event('input')); });
      const button = await page.$('[data-filter]:not([hidden])');
      if (button) {
        await button.evaluate((one) => one.click());
        const kept = await page.$$eval('details.step:not([hidden])', (all) => all.length);
        check(where, 'a filter narrows the steps:', kept > 0 && kept <= total, `${kept} of ${total}`);
        await button.evaluate((one) => one.click());
      }
      for (const verdict of ['unsafe', 'undecided', 'safe']) {
        await page.$eval(`details.step.${verdict} summary`, (one) => one.click()).catch(() => undefined);
      }
      await page.waitForFunction(() => document.querySelectorAll('details.step[open]').length
        === document.querySelectorAll('details.step[open][data-drawn]').length);
      const violations = await serious(page);
      check(where, 'axe finds nothing serious', violations.length === 0, violations.join('\n       ') || undefined);
      const opened = await page.$('details.step[open]');
      if (opened) {
        await opened.evaluate((one) => one.scrollIntoView());
        await page.screenshot({ path: `${out}/${name}-${device}-${scheme}-step.png` });
      }
      check(where, 'says nothing to the console', said.length === 0, said.join('; ') || undefined);
      await page.close();
    }
  }
}
await browser.close();
process.exit(bad === 0 ? 0 : 1);
