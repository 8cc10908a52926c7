// node page_shots.mjs FOLDER: pictures of the customers' page, kept beside those of the counter. The goods
// are the samples of a real shop; hours, times and the order are those of one morning, so that two runs
// give the same pictures.
import path from 'node:path';

import { Shop } from '../contract/shop.mjs';
import { Browser, desktop } from './browser.mjs';
import { daysFrom, tellTimes } from './shop_times.mjs';

const zone = 'Europe/Berlin';
const now = '2026-11-26T08:42:00Z';
const phone = { width: 390, height: 844 };
const pickup = '2026-11-26T11:15:00+01:00';
const folder = process.argv[2];

const today = daysFrom('2026-11-26T09:15:00Z', '2026-11-26T16:00:00Z', zone);
const tomorrow = daysFrom('2026-11-27T06:00:00Z', '2026-11-27T16:00:00Z', zone);

const open = () => ({
    shop: { time_zone: zone, open_now: true, closes_at_utc: '2026-11-26T16:00:00Z' },
    times: { now: true, days: [...today, ...tomorrow] },
});
const closed = () => ({
    shop: { time_zone: zone, open_now: false, opens_at_utc: '2026-11-27T06:00:00Z' },
    times: { now: false, days: tomorrow },
});

const order = {
    order_id: 17,
    customer_name: 'Maya',
    status: 'processing',
    created_at_utc: '2026-11-26T08:42:00Z',
    pickup_code: 'K7M2P',
    pickup_at_utc: '2026-11-26T10:15:00Z',
    items: [
        ['Pretzel', 2, 1.9],
        ['Rye bread', 1, 4.8],
        ['Baguette', 1, 2.4],
    ].map(([name, quantity, total]) => ({
        product_name: name,
        quantity,
        total_price: total,
    })),
    total: 9.1,
};
const state = { order_id: 17, state: 'in_production', changed_at_utc: '2026-11-26T08:49:00Z' };
const stream = {
    contentType: 'text/event-stream',
    body: `retry: 3600000\nid: 3\nevent: status\ndata: ${JSON.stringify(state)}\n\n`,
};

async function shoot(browser, port, name, { told = open(), steps, ...options }) {
    const customer = await browser.customer(port, {
        reducedMotion: 'reduce',
        ...options,
        prepare: async (context) => {
            await context.clock.install({ time: new Date(now) });
            await tellTimes(context, told);
            await context.route('**/api/orders/17', (route) => route.fulfill({ json: order }));
            await context.route('**/api/orders/17/events', (route) => route.fulfill(stream));
        },
    });
    await steps(customer);
    await customer.page.screenshot({ path: path.join(folder, `page-${name}.png`) });
    await customer.leave();
}

async function fill(customer) {
    await customer.take('Pretzel', 2);
    await customer.take('Rye bread');
    await customer.take('Baguette');
}

async function menu(customer) {
    await fill(customer);
    await customer.page.evaluate(() => {
        document.activeElement.blur();
        window.scrollTo(0, 0);
    });
}

async function basket(customer) {
    await fill(customer);
    await customer.openBasket();
    await customer.page.locator('#pickup-later').check({ force: true });
}

async function basketAtATime(customer) {
    await basket(customer);
    await customer.page.locator('#field-pick_time').selectOption(pickup);
    await customer.sayWho();
    await customer.page.locator('#field-email').focus();
}

async function status(customer) {
    await customer.page.goto(`${customer.url}#/order/17`);
    await customer.page.locator('.stage.now').waitFor();
    await customer.page.evaluate(() => document.activeElement.blur());
}

const shop = await Shop.open();
const browser = await Browser.open();
try {
    const shots = [
        ['phone-menu-light-en', { viewport: phone, steps: menu }],
        ['phone-menu-dark-de', { viewport: phone, steps: menu, locale: 'de-DE', colorScheme: 'dark' }],
        ['phone-basket-light-en', { viewport: phone, steps: basketAtATime }],
        ['phone-closed-light-de', { viewport: phone, steps: basket, locale: 'de-DE', told: closed() }],
        ['phone-order-light-en', { viewport: phone, steps: status }],
        ['phone-order-dark-de', { viewport: phone, steps: status, locale: 'de-DE', colorScheme: 'dark' }],
        ['desktop-light-en', { viewport: desktop, steps: basketAtATime }],
        ['desktop-dark-de', { viewport: desktop, steps: basketAtATime, locale: 'de-DE', colorScheme: 'dark' }],
    ];
    for (const [name, options] of shots) await shoot(browser, shop.port, name, options);
    console.log(`${shots.length} pictures`);
} finally {
    await browser.close();
    await shop.close();
}
