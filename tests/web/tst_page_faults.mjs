// What goes wrong on the way: lost answers, impatient fingers, a shop that is away.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { ask } from '../contract/http_client.mjs';
import { Shop } from '../contract/shop.mjs';
import { Browser } from './browser.mjs';
import { CuttingProxy } from './cutting_proxy.mjs';

let shop;
let browser;

before(async () => {
    shop = await Shop.open({ 'orders-flow': 'staff' });
    shop.key = shop.madeKey('orders.read');
    browser = await Browser.open();
});
after(async () => {
    await browser?.close();
    await shop?.close();
});

// Open orders of that customer.
async function ordersOf(name) {
    const headers = { Authorization: `Bearer ${shop.key}` };
    const answer = await ask(shop.port, 'GET', '/api/partner/orders', { headers });
    return JSON.parse(answer.body).orders.filter(({ customer_name: each }) => each === name);
}

const isOrder = (request) => request.startsWith('POST /api/orders ');

test('a lost answer orders once', async (running) => {
    let lost = 0;
    const proxy = await CuttingProxy.to(shop.port, (request) => isOrder(request) && ++lost <= 2);
    running.after(() => proxy.close());
    const customer = await browser.customer(proxy.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: 'Lost answer' });
    await customer.orderKey().click();
    const code = await customer.code();
    assert.equal(proxy.lost, 2);
    assert.deepEqual(
        (await ordersOf('Lost answer')).map(({ pickup_code: each }) => each),
        [code],
    );
    await customer.leave();
});

test('a lost answer and a reload order once', async (running) => {
    let losing = true; // browsers send again by themselves once
    const proxy = await CuttingProxy.to(shop.port, (request) => losing && isOrder(request));
    running.after(() => proxy.close());
    const customer = await browser.customer(proxy.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: 'Reload' });
    await customer.orderKey().click();
    await customer.page.locator('.notice').waitFor();
    losing = false;
    await customer.page.reload();
    const code = await customer.code();
    assert.deepEqual(
        (await ordersOf('Reload')).map(({ pickup_code: each }) => each),
        [code],
    );
    await customer.page.goto(customer.url);
    await customer.page.waitForSelector('.card');
    assert.equal(await customer.page.locator('.lines li').count(), 0);
    await customer.leave();
});

test('32 quick presses order once', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: 'Impatient' });
    await customer.page.evaluate(() => {
        for (let i = 0; i < 32; ++i) document.querySelector('form .key.pay')?.click();
    });
    await customer.code();
    assert.equal((await ordersOf('Impatient')).length, 1);
    await customer.leave();
});

test('two windows of one browser order once', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: 'Two windows' });
    const other = await customer.context.newPage();
    await other.goto(customer.url);
    await other.waitForSelector('form .key.pay');
    // The slower one may have heard already that the basket is ordered.
    await Promise.all(
        [customer.page, other].map((page) =>
            page.evaluate(() => document.querySelector('form .key.pay')?.click()),
        ),
    );
    await customer.code();
    assert.equal((await ordersOf('Two windows')).length, 1);
    await customer.leave();
});

// Browsers tell one window late of what another has stored, so it may still see the basket of before.
async function orderTwice(name, changed) {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name });
    const before = await customer.page.evaluate(() => ({ ...localStorage }));
    await customer.orderKey().click();
    const code = await customer.code();
    const other = await customer.context.newPage();
    await other.goto(customer.url);
    await other.waitForSelector('.card');
    await other.evaluate(
        (stored) => Object.entries(stored).forEach(([key, value]) => (localStorage[key] = value)),
        before,
    );
    await other.reload();
    if (changed) await other.fill('#field-note', changed);
    await other.locator('form .key.pay').click();
    await other.locator('.code', { hasText: code }).waitFor();
    assert.equal((await ordersOf(name)).length, 1);
    await customer.leave();
}

test('a window that sees the basket of before orders once', () => orderTwice('Late window'));

test('a window that orders the same in other words orders once', () =>
    orderTwice('Other words', 'Please slice it'));

test('less left than wanted is said, and the basket follows', async () => {
    const customer = await browser.customer(shop.port);
    const { products } = JSON.parse((await ask(shop.port, 'GET', '/api/products')).body);
    const bread = products.find(({ name }) => name === 'Walnut bread');
    await customer.take('Walnut bread', 3);
    const items = [{ product_id: bread.id, quantity: bread.stock - 1 }];
    const body = JSON.stringify({
        customer_name: 'Quicker',
        customer_email: 'q@example.org',
        items,
    });
    const headers = { 'Content-Type': 'application/json' };
    assert.equal((await ask(shop.port, 'POST', '/api/orders', { headers, body })).status, 201);
    await customer.sayWho({ name: 'Slower' });
    await customer.orderKey().click();
    await customer.page.locator('.notice', { hasText: 'Walnut bread' }).waitFor();
    assert.equal((await ordersOf('Slower')).length, 0);
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '1');
    await customer.card('Walnut bread').locator('.badge.low').waitFor();
    await customer.orderKey().click();
    await customer.code();
    assert.equal((await ordersOf('Slower')).length, 1);
    await customer.page.goto(customer.url);
    await customer.card('Walnut bread').locator('.badge.out').waitFor();
    await customer.leave();
});

test('an order is cancelled, after it was asked twice', async () => {
    const customer = await browser.customer(shop.port);
    await customer.take('Rye bread');
    await customer.sayWho({ name: 'Wavering' });
    await customer.orderKey().click();
    await customer.code();
    await customer.page.getByRole('button', { name: 'Cancel the order' }).click();
    await customer.page.getByRole('button', { name: 'Keep it' }).click();
    assert.equal((await ordersOf('Wavering')).length, 1);
    await customer.page.getByRole('button', { name: 'Cancel the order' }).click();
    await customer.page.getByRole('button', { name: 'Yes, cancel it' }).click();
    await customer.page.locator('.ended').waitFor();
    assert.equal((await ordersOf('Wavering')).length, 0);
    await customer.leave();
});

test('without its database the shop says so and the basket stays', async () => {
    const away = await Shop.open();
    const customer = await browser.customer(away.port);
    await customer.take('Rye bread', 2);
    await customer.sayWho();
    away.loseDatabase();
    await customer.orderKey().click();
    await customer.page.locator('.notice').waitFor();
    await customer.page.reload();
    await customer.page.locator('.notice').waitFor();
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '2');
    assert.deepEqual(customer.faults, []);
    await customer.leave();
    await away.close();
});
