// From the menu to "ready", as customers do it.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { ask } from '../contract/http_client.mjs';
import { Shop } from '../contract/shop.mjs';
import { Browser, desktop, phone } from './browser.mjs';

let shop;
let browser;

before(async () => {
    shop = await Shop.open({ 'orders-processing-seconds': '1' });
    browser = await Browser.open();
});
after(async () => {
    await browser?.close();
    await shop?.close();
});

const languages = [
    ['en-GB', 'Order now', 'Ready to pick up'],
    ['de-DE', 'Jetzt bestellen', 'Abholbereit'],
];

for (const viewport of [phone, desktop]) {
    for (const [locale, orderWords, readyWords] of languages) {
        test(`an order is placed and becomes ready, ${viewport.width} px, ${locale}`, async () => {
            const customer = await browser.customer(shop.port, { viewport, locale });
            await customer.take('Sourdough loaf', 2);
            await customer.take('Baguette');
            await customer.openBasket();
            await customer.sayWho({ phone: '+49 30 901820', note: 'Sliced' });
            assert.equal((await customer.orderKey().innerText()).trim(), orderWords);
            await customer.orderKey().click();
            assert.match(await customer.code(), /^[2-9A-HJ-NP-Z]{5}$/);
            const ready = customer.page.locator('.stage.done', { hasText: readyWords });
            await ready.waitFor();
            const order = JSON.parse(
                (await ask(shop.port, 'GET', `/api/orders/${customer.orderId()}`)).body,
            );
            assert.deepEqual(
                order.items.map(({ product_name: name, quantity }) => [name, quantity]),
                [
                    ['Sourdough loaf', 2],
                    ['Baguette', 1],
                ],
            );
            assert.equal(await customer.overflow(), 0);
            assert.deepEqual(customer.faults, []);
            await customer.leave();
        });
    }
}

test('an order is opened again from its link, by somebody else too', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho();
    await customer.orderKey().click();
    const code = await customer.code();
    const link = customer.page.url();
    const friend = await browser.customer(shop.port);
    await friend.page.goto(link);
    assert.equal(await friend.code(), code);
    await friend.page.goto(`${friend.url}#/order/17`);
    await friend.page.locator('.notice').waitFor();
    assert.equal(await friend.page.locator('.card').first().isVisible(), true);
    await customer.leave();
    await friend.leave();
});

test('names and notes stay text', async () => {
    const markup = '<img src=x onerror=alert(1)><b>bold</b>';
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: markup, note: markup });
    await customer.orderKey().click();
    await customer.code();
    assert.ok((await customer.page.locator('.code').innerText()).includes(markup));
    assert.equal(await customer.page.locator('main img, main script').count(), 0);
    assert.deepEqual(customer.faults, []);
    await customer.leave();
});

test('what is missing is said beside its field', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.orderKey().click();
    await customer.page.locator('#field-name-fault').waitFor();
    assert.equal(await customer.page.locator('#field-name').getAttribute('aria-invalid'), 'true');
    assert.equal(await customer.page.evaluate(() => document.activeElement.id), 'field-name');
    await customer.sayWho({ email: 'nowhere' });
    await customer.orderKey().click();
    await customer.page.locator('#field-email-fault').waitFor();
    assert.equal(await customer.page.locator('.fault').count(), 1);
    await customer.leave();
});

test('a filter hides what contains, and never what is not known', async () => {
    const customer = await browser.customer(shop.port);
    const unknown = await customer.page.locator('.allergens.unknown').count();
    assert.ok(await customer.card('Walnut bread').isVisible());
    await customer.page.click('[data-key=filter]');
    await customer.page.getByLabel('walnuts').check();
    await customer.page.getByRole('button', { name: 'Done' }).click();
    assert.equal(await customer.card('Walnut bread').count(), 0);
    assert.ok(await customer.card('Rye bread').isVisible());
    assert.equal(await customer.page.locator('.allergens.unknown').count(), unknown);
    await customer.leave();
});

test('the basket outlasts a reload and is shared by windows', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread', 3);
    const other = await customer.context.newPage();
    await other.goto(customer.url);
    assert.equal(await other.locator('.lines b').first().innerText(), '3');
    await customer.take('Rye bread');
    await other.locator('.lines b', { hasText: '4' }).waitFor();
    await customer.page.reload();
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '4');
    await customer.leave();
});

test('everything can be done by keyboard', async () => {
    const customer = await browser.customer(shop.port);
    const press = async (key, until) => {
        for (let i = 0; i < 200; ++i) {
            await customer.page.keyboard.press(key);
            if (await customer.page.evaluate(until)) return;
        }
        assert.fail(`never came to ${until}`);
    };
    await press('Tab', () => document.activeElement.getAttribute('aria-label') === 'Add Baguette');
    await customer.page.keyboard.press('Enter');
    await press('Tab', () => document.activeElement.id === 'field-name');
    await customer.page.keyboard.type('Maya');
    await customer.page.keyboard.press('Tab');
    await customer.page.keyboard.type('maya@example.org');
    await customer.page.keyboard.press('Enter');
    assert.match(await customer.code(), /^[2-9A-HJ-NP-Z]{5}$/);
    await customer.leave();
});

for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [phone, desktop]) {
        test(`no barriers, ${colorScheme}, ${viewport.width} px`, async () => {
            const customer = await browser.customer(shop.port, {
                viewport,
                colorScheme,
                bypassCSP: true, // for axe-core, which is put into the page
            });
            await customer.take('Rye bread');
            assert.deepEqual(await customer.barriers(), [], 'menu');
            await customer.page.click('[data-key=filter]');
            assert.deepEqual(await customer.barriers(), [], 'filter');
            await customer.page.getByRole('button', { name: 'Done' }).click();
            await customer.openBasket();
            await customer.orderKey().click();
            await customer.page.locator('#field-name-fault').waitFor();
            assert.deepEqual(await customer.barriers(), [], 'basket with faults');
            await customer.sayWho();
            await customer.orderKey().click();
            await customer.code();
            assert.deepEqual(await customer.barriers(), [], 'order');
            await customer.leave();
        });
    }
}

test('text at 200 % fits the smallest screen', async () => {
    const customer = await browser.customer(shop.port, { viewport: phone, bypassCSP: true });
    await customer.page.addStyleTag({ content: 'html { font-size: 200%; }' });
    await customer.take('Rye bread');
    assert.equal(await customer.overflow(), 0, 'menu');
    await customer.openBasket();
    assert.equal(await customer.overflow(), 0, 'basket');
    await customer.sayWho();
    await customer.orderKey().click();
    await customer.code();
    assert.equal(await customer.overflow(), 0, 'order');
    await customer.leave();
});

test('the first view is small and comes from here alone', async () => {
    const context = await browser.chromium.newContext();
    const page = await context.newPage();
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    let bytes = 0;
    const hosts = new Set();
    network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`http://127.0.0.1:${shop.port}/`, { waitUntil: 'networkidle' });
    await page.waitForSelector('.card');
    assert.ok(bytes > 10_000 && bytes <= 60 * 1024, `${bytes} bytes`);
    assert.deepEqual([...hosts], [`127.0.0.1:${shop.port}`]);
    await context.close();
});
