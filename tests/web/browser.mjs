// Debian's Chromium, and what a customer does with it.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const packages = createRequire(path.join(process.env.BAKEHOUSE_PACKAGES, 'package.json'));
const { chromium } = packages('playwright-core');
const axe = fs.readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');

const patienceMs = 60_000; // on a machine that is busy with other tests

export const phone = { width: 360, height: 740 };
export const desktop = { width: 1366, height: 900 };

export class Browser {
    static async open() {
        const made = new Browser();
        made.chromium = await chromium.launch({
            executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
            args: ['--no-sandbox'], // which root cannot have
        });
        return made;
    }

    close() {
        return this.chromium.close();
    }

    // A customer who has never been here, before the page at @port; @prepare(context) comes first.
    async customer(port, { viewport = desktop, locale = 'en-GB', prepare, ...options } = {}) {
        const context = await this.chromium.newContext({ viewport, locale, ...options });
        context.setDefaultTimeout(patienceMs);
        await prepare?.(context);
        const page = await context.newPage();
        const customer = new Customer(context, page, port);
        page.on('pageerror', (fault) => customer.faults.push(fault.message));
        page.on('dialog', (dialog) => customer.faults.push(`dialog: ${dialog.message()}`));
        await customer.come();
        return customer;
    }
}

export class Customer {
    constructor(context, page, port) {
        this.context = context;
        this.page = page;
        this.url = `http://127.0.0.1:${port}/`;
        this.faults = []; // of the page's own code
    }

    async come() {
        await this.page.goto(this.url);
        await this.page.waitForSelector('.card');
    }
    async leave() {
        await this.context.unrouteAll({ behavior: 'ignoreErrors' });
        await this.context.close();
    }
    card(name) {
        return this.page.locator('.card', { has: this.page.getByRole('heading', { name }) });
    }
    async take(name, pieces = 1) {
        for (let i = 0; i < pieces; ++i) await this.card(name).locator('.step').last().click();
    }
    // Where the basket is not beside the goods it has to be opened.
    async openBasket() {
        const key = this.page.locator('.basketbar button');
        if (await key.isVisible()) await key.click();
    }
    async sayWho({
        name = 'Maya',
        email = 'maya@example.org',
        phone: number = '',
        note = '',
    } = {}) {
        await this.page.fill('#field-name', name);
        await this.page.fill('#field-email', email);
        await this.page.fill('#field-phone', number);
        await this.page.fill('#field-note', note);
    }
    orderKey() {
        return this.page.locator('form .key.pay');
    }
    // Until the code is there; gives it.
    async code() {
        return this.page.locator('.code b').innerText();
    }
    orderId() {
        return Number(/#\/order\/(\d+)$/.exec(this.page.url())?.[1]);
    }
    // What a screen reader or somebody with low vision could not use, by axe-core.
    async barriers() {
        await this.page.evaluate(axe);
        const { violations } = await this.page.evaluate(() => globalThis.axe.run());
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
    }
    overflow() {
        return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    }
}
