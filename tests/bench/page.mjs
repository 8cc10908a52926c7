// node page.mjs FILE [--quick]: how long a customer with an old phone on a slow line (1.6 Mbit/s, 150 ms
// for a round trip, a processor four times as slow) waits for the first product, and what the first
// view weighs. Prints a table and keeps it in FILE. The goals: p50 of ten visits <= 1 s, <= 60 KB.
import fs from 'node:fs';

import { Shop } from '../contract/shop.mjs';
import { Browser } from '../web/browser.mjs';
import { firstVisit } from '../web/slow_line.mjs';

const [file, ...options] = process.argv.slice(2);
const visits = options.includes('--quick') ? 3 : 10;
const goalMs = 1_000;
const goalBytes = 60 * 1_024;
const figures = [];

function goal(name, value, wanted, met) {
    console.log(`${name.padEnd(44)}  ${value}   ${wanted}: ${met ? 'met' : 'missed'}`);
    figures.push({ part: 'first view', name, value, goal: wanted, met });
}

async function measured() {
    const shop = await Shop.open();
    const browser = await Browser.open();
    try {
        const url = `http://127.0.0.1:${shop.port}/`;
        await firstVisit(browser, url); // the shop packs its files once
        const all = [];
        for (let i = 0; i < visits; ++i) all.push(await firstVisit(browser, url));
        return all;
    } finally {
        await browser.close();
        await shop.close();
    }
}

const all = await measured();
const times = all.map(({ ms }) => ms).sort((one, other) => one - other);
const median = (times[Math.floor((visits - 1) / 2)] + times[Math.ceil((visits - 1) / 2)]) / 2;
const bytes = Math.max(...all.map((visit) => visit.bytes));
console.log(`\n== page: first view of ${visits} customers`);
console.log(`all visits, ms: ${times.map((ms) => ms.toFixed(0)).join(' ')}`);
goal('first product can be tapped, p50 ms', Math.round(median), `<= ${goalMs}`, median <= goalMs);
goal('bytes over the line', bytes, `<= ${goalBytes}`, bytes <= goalBytes);
const met = figures.filter((figure) => figure.met).length;
const missed = figures.length - met;
console.log(`\ngoals met: ${met}, missed: ${missed}`);
if (file) {
    const whole = {
        benchmark: 'page',
        at: new Date().toISOString().replace(/\.\d+Z/, 'Z'),
        goals_met: met,
        goals_missed: missed,
        figures,
    };
    fs.writeFileSync(file, `${JSON.stringify(whole, undefined, 4)}\n`);
}
