// When an order is picked up: at once or at a time, closed days, and the nights when clocks change.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import { eventually } from '../contract/caller.mjs';
import { ask } from '../contract/http_client.mjs';
import { Shop } from '../contract/shop.mjs';
import { Browser, desktop, phone } from './browser.mjs';
import { daysFrom, tellTimes } from './shop_times.mjs';

const berlin = 'Europe/Berlin';
let shop;
let browser;

before(async () => {
    shop = await Shop.open({ 'orders-flow': 'staff', 'shop-time-zone': berlin });
    browser = await Browser.open();
});
after(async () => {
    await browser?.close();
    await shop?.close();
});

// Thursday 26 November 2026, 09:42 in Berlin; open until 17:00, tomorrow from 07:00.
const weekday = () => ({
    shop: { time_zone: berlin, open_now: true, closes_at_utc: '2026-11-26T16:00:00Z' },
    times: {
        now: true,
        days: [
            ...daysFrom('2026-11-26T09:00:00Z', '2026-11-26T16:00:00Z', berlin),
            ...daysFrom('2026-11-27T06:00:00Z', '2026-11-27T16:00:00Z', berlin),
            ...daysFrom('2026-11-28T06:00:00Z', '2026-11-28T12:00:00Z', berlin),
        ],
    },
});
const now = '2026-11-26T08:42:00Z';

const closed = () => {
    const told = weekday();
    Object.assign(told.shop, { open_now: false, closes_at_utc: null });
    told.shop.opens_at_utc = '2026-11-27T06:00:00Z';
    told.times = { now: false, days: told.times.days.slice(1) };
    return told;
};

// A customer at that moment, somewhere else in the world, with one good in the basket.
async function customerAt(moment, told, options = {}) {
    const customer = await browser.customer(shop.port, {
        timezoneId: 'Asia/Tokyo',
        locale: 'en-GB',
        prepare: async (context) => {
            await context.clock.install({ time: new Date(moment) });
            await tellTimes(context, told);
        },
        ...options,
    });
    await customer.take('Rye bread');
    await customer.openBasket();
    await customer.page.locator('#pickup-later').waitFor();
    return customer;
}

const options = (customer, name) =>
    customer.page.locator(`#field-${name} option`).allInnerTexts();

async function pickTime(customer, at) {
    await customer.page.locator('#pickup-later').check({ force: true });
    await customer.page.locator('#field-pick_day').selectOption(at.slice(0, 10));
    await customer.page.locator('#field-pick_time').selectOption(at);
}

// What is sent with the next order, which is answered by @status and @body, or by the shop: without its
// time, for the shop's clock shows another day.
function nextOrder(customer, status, body) {
    return new Promise((sent) =>
        customer.context.route(
            '**/api/orders',
            (route) => {
                const order = route.request().postDataJSON();
                sent(order);
                if (status) return route.fulfill({ status, json: body });
                const postData = JSON.stringify({ ...order, pickup_at: undefined });
                return route.continue({ postData });
            },
            { times: 1 },
        ),
    );
}

for (const viewport of [phone, desktop]) {
    test(`a day and a time are chosen, ${viewport.width} px`, async () => {
        const told = weekday();
        const customer = await customerAt(now, told, { viewport });
        assert.match(told.asked, /products=\d+$/);
        assert.equal(await customer.page.locator('#open').innerText(), 'Open until 17:00');
        assert.equal((await customer.orderKey().innerText()).trim(), 'Order now');
        await customer.page.locator('#pickup-later').check({ force: true });
        assert.deepEqual(await options(customer, 'pick_day'), [
            'Today',
            'Tomorrow',
            'Saturday 28 November',
        ]);
        await customer.sayWho();
        await customer.orderKey().click();
        await customer.page.locator('#pickup-fault').waitFor();
        assert.equal(
            await customer.page.evaluate(() => document.activeElement.id),
            'field-pick_time',
        );
        await pickTime(customer, '2026-11-27T08:15:00+01:00');
        assert.equal(await customer.page.locator('.fault').count(), 0);
        assert.equal(
            (await customer.orderKey().innerText()).trim(),
            'Order for tomorrow at 08:15',
        );
        assert.equal(await customer.overflow(), 0);
        const sent = nextOrder(customer);
        await customer.context.route(/api\/orders\/\d+$/, async (route) => {
            const answer = await route.fetch();
            const json = { ...(await answer.json()), pickup_at_utc: '2026-11-27T07:15:00Z' };
            await route.fulfill({ response: answer, json });
        });
        await customer.orderKey().click();
        assert.equal((await sent).pickup_at, '2026-11-27T08:15:00+01:00');
        await customer.code();
        const code = await customer.page.locator('.code').innerText();
        assert.match(code, /Pick up tomorrow at 08:15/);
        await customer.page.locator('.stage.later', { hasText: 'tomorrow at 08:15' }).waitFor();
        assert.deepEqual(customer.faults, []);
        await customer.leave();
    });
}

test('as soon as possible sends no time, also after one was chosen', async () => {
    const customer = await customerAt(now, weekday());
    await pickTime(customer, '2026-11-26T12:00:00+01:00');
    await customer.page.locator('#pickup-soon').check({ force: true });
    await customer.sayWho();
    const sent = nextOrder(customer);
    await customer.orderKey().click();
    assert.equal('pickup_at' in (await sent), false);
    await customer.code();
    await customer.leave();
});

test('a closed shop says when it opens, keeps the basket and takes orders for later', async () => {
    const customer = await customerAt(now, closed(), { viewport: phone, locale: 'de-DE' });
    assert.match(
        await customer.page.locator('.notice').innerText(),
        /geschlossen und öffnen morgen um 07:00/,
    );
    assert.equal(
        await customer.page.locator('#open').innerText(),
        'Geschlossen, öffnet morgen um 07:00',
    );
    assert.equal(await customer.page.locator('#pickup-soon').isDisabled(), true);
    assert.equal((await options(customer, 'pick_day'))[0], 'Morgen');
    await customer.page.reload();
    await customer.page.waitForSelector('.card');
    await customer.openBasket();
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '1');
    await pickTime(customer, '2026-11-27T07:00:00+01:00');
    await customer.sayWho();
    const sent = nextOrder(customer);
    await customer.orderKey().click();
    assert.equal((await sent).pickup_at, '2026-11-27T07:00:00+01:00');
    await customer.code();
    await customer.leave();
});

test('a shop that closes meanwhile is told, and the basket stays', async () => {
    const told = weekday();
    const customer = await customerAt(now, told);
    await customer.sayWho();
    nextOrder(customer, 409, {
        error: 'closed',
        code: 'shop_closed',
        details: { field: 'pickup_at', opens_at_utc: '2026-11-27T06:00:00Z' },
    });
    Object.assign(told, closed());
    await customer.orderKey().click();
    await customer.page.locator('.notice', { hasText: 'open tomorrow at 07:00' }).waitFor();
    await customer.page.locator('#pickup-soon:disabled').waitFor();
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '1');
    assert.equal(await customer.page.locator('#open').innerText(), 'Closed, opens tomorrow at 07:00');
    await customer.leave();
});

test('a time that is gone has to be chosen anew', async () => {
    const told = weekday();
    const customer = await customerAt(now, told);
    await pickTime(customer, '2026-11-26T10:00:00+01:00');
    await customer.sayWho();
    const id = Number(/products=(\d+)/.exec(told.asked)[1]);
    nextOrder(customer, 422, {
        error: 'too soon',
        code: 'pickup_not_possible',
        details: {
            field: 'pickup_at',
            reason: 'too_soon',
            product_id: id,
            earliest_utc: '2026-11-26T10:00:00Z',
        },
    });
    told.times.days[0].times = told.times.days[0].times.slice(4);
    await customer.orderKey().click();
    const notice = customer.page.locator('.notice');
    await notice.waitFor();
    assert.equal(
        await notice.innerText(),
        'That is too soon for Rye bread. The first time is today at 11:00.',
    );
    await customer.page.locator('#pickup-fault').waitFor();
    assert.equal(await customer.page.locator('#field-pick_time').inputValue(), '');
    await pickTime(customer, '2026-11-26T11:00:00+01:00');
    assert.equal(await customer.page.locator('.fault').count(), 0);
    const sent = nextOrder(customer);
    await customer.orderKey().click();
    assert.equal((await sent).pickup_at, '2026-11-26T11:00:00+01:00');
    await customer.leave();
});

test('the hour that comes twice is told apart, the one left out is not there', async () => {
    const autumn = {
        shop: { time_zone: berlin, open_now: true },
        times: { now: true, days: daysFrom('2026-10-24T23:30:00Z', '2026-10-25T02:00:00Z', berlin) },
    };
    const customer = await customerAt('2026-10-24T20:00:00Z', autumn);
    await pickTime(customer, '2026-10-25T02:30:00+02:00');
    const texts = await options(customer, 'pick_time');
    assert.deepEqual(texts.slice(1, 5), [
        '01:30',
        '01:45',
        '02:00 (UTC+02:00)',
        '02:15 (UTC+02:00)',
    ]);
    assert.ok(texts.includes('02:00 (UTC+01:00)') && texts.includes('03:00'));
    assert.equal((await options(customer, 'pick_day'))[0], 'Tomorrow');
    await customer.page.locator('#field-pick_time').selectOption('2026-10-25T02:30:00+01:00');
    await customer.sayWho();
    const sent = nextOrder(customer);
    await customer.orderKey().click();
    assert.equal((await sent).pickup_at, '2026-10-25T02:30:00+01:00');
    await customer.leave();
});

// In Santiago the clocks go from 24:00 to 01:00 on 5 September 2026, so the day begins at one.
test('a day that begins at one is the right day', async () => {
    const zone = 'America/Santiago';
    const told = {
        shop: { time_zone: zone, open_now: false, opens_at_utc: '2026-09-06T04:00:00Z' },
        times: { now: false, days: daysFrom('2026-09-06T04:00:00Z', '2026-09-06T06:00:00Z', zone) },
    };
    const customer = await customerAt('2026-09-06T03:30:00Z', told);
    assert.equal(await customer.page.locator('#open').innerText(), 'Closed, opens tomorrow at 01:00');
    assert.deepEqual(await options(customer, 'pick_day'), ['Tomorrow']);
    assert.deepEqual((await options(customer, 'pick_time')).slice(1, 3), ['01:00', '01:15']);
    await customer.leave();
});

test('the day changes when it does in the shop, not where the customer is', async () => {
    const told = weekday();
    told.shop.closes_at_utc = '2026-11-27T16:00:00Z';
    told.times.days = daysFrom('2026-11-27T06:00:00Z', '2026-11-27T08:00:00Z', berlin);
    const before = await customerAt('2026-11-26T22:59:00Z', told); // 07:59 on the 27th in Tokyo
    await before.page.locator('#pickup-later').check({ force: true });
    assert.deepEqual(await options(before, 'pick_day'), ['Tomorrow']);
    await before.leave();
    const behind = await customerAt('2026-11-26T23:01:00Z', told, {
        timezoneId: 'America/Los_Angeles', // still the 26th
    });
    await behind.page.locator('#pickup-later').check({ force: true });
    assert.deepEqual(await options(behind, 'pick_day'), ['Today']);
    await behind.leave();
});

test('goods say how long before they are to be ordered', async () => {
    const told = weekday();
    told.product = ({ name }) =>
        ({
            'Rye bread': { lead_minutes: 20, cutoff: null },
            Baguette: { lead_minutes: 180, cutoff: '18:00' },
        })[name];
    const customer = await customerAt(now, told);
    assert.deepEqual(await customer.card('Rye bread').locator('.ahead').allInnerTexts(), [
        'Takes 20 minutes',
    ]);
    assert.deepEqual(await customer.card('Baguette').locator('.ahead').allInnerTexts(), [
        'Takes 3 hours',
        'Order by 18:00 the day before',
    ]);
    await customer.leave();
});

test('no barriers where a time is chosen or has to be', async () => {
    const customer = await customerAt(now, closed(), {
        viewport: phone,
        colorScheme: 'dark',
        bypassCSP: true,
    });
    assert.deepEqual(await customer.barriers(), [], 'closed');
    await customer.sayWho();
    await customer.orderKey().click();
    await customer.page.locator('#pickup-fault').waitFor();
    assert.deepEqual(await customer.barriers(), [], 'fault');
    await customer.page.addStyleTag({ content: 'html { font-size: 200%; }' });
    assert.equal(await customer.overflow(), 0);
    await customer.leave();
});

test('a shop that does not say who it is is told to be away, and asked again', async () => {
    const context = await browser.chromium.newContext({ locale: 'de-DE' });
    const page = await context.newPage();
    await context.clock.install();
    let away = true;
    await context.route('**/api/shop', (route) =>
        away ? route.fulfill({ status: 503, json: { code: 'database_away' } }) : route.continue(),
    );
    await page.goto(`http://127.0.0.1:${shop.port}/`);
    await page.locator('.notice', { hasText: 'nicht zu erreichen' }).waitFor();
    away = false;
    await context.clock.fastForward(15_000);
    await page.locator('.card').first().waitFor();
    await page.locator('.notice').waitFor({ state: 'detached' });
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    await context.close();
});

test('without network the page says so, and goes on', async () => {
    const customer = await customerAt(now, weekday());
    await customer.context.setOffline(true);
    await customer.page.locator('.notice', { hasText: 'offline' }).waitFor();
    assert.equal(await customer.page.locator('.lines b').first().innerText(), '1');
    await customer.context.setOffline(false);
    await customer.page.locator('.notice').waitFor({ state: 'detached' });
    const { body } = await ask(shop.port, 'GET', '/api/health');
    assert.equal(JSON.parse(body).status, 'healthy');
    await customer.leave();
});

const inBerlin = (moment) =>
    new Intl.DateTimeFormat('en-CA', { timeZone: berlin, dateStyle: 'short' }).format(moment);

test('a shop that is closed today and tomorrow takes an order for the day after', async () => {
    const dayMs = 86_400_000;
    const days = [0, 1, 2].map((ahead) => inBerlin(Date.now() + ahead * dayMs));
    shop.ctl('hours', 'set', 'mon-sun', '07:00-18:00');
    for (const day of days.slice(0, 2)) shop.ctl('hours', 'except', day, 'closed');
    const facts = async () => JSON.parse((await ask(shop.port, 'GET', '/api/shop')).body);
    await eventually(async () => inBerlin(new Date((await facts()).opens_at_utc ?? 0)) === days[2]);
    const customer = await browser.customer(shop.port, { timezoneId: 'Asia/Tokyo' });
    await customer.page.locator('.notice', { hasText: 'We are closed and open' }).waitFor();
    assert.match(await customer.page.locator('#open').innerText(), /^Closed, opens .+ at 07:00$/);
    await customer.take('Rye bread');
    await customer.page.locator('#pickup-soon:disabled').waitFor();
    await customer.page.locator('#field-pick_time').selectOption({ index: 1 });
    const at = await customer.page.locator('#field-pick_time').inputValue();
    assert.equal(at.slice(0, 16), `${days[2]}T07:00`);
    await customer.sayWho();
    await customer.orderKey().click();
    await customer.code();
    assert.match(await customer.page.locator('.code').innerText(), /Pick up .+ at 07:00/);
    const path = `/api/orders/${customer.orderId()}`;
    const order = JSON.parse((await ask(shop.port, 'GET', path)).body);
    assert.equal(new Date(order.pickup_at_utc).getTime(), new Date(at).getTime());
    assert.deepEqual(customer.faults, []);
    await customer.leave();
});
