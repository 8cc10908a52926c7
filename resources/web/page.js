// The customers' page: shows the menu, the basket or an order, whichever the address names.
import { checkout, lessonOf, linesOf, prepare, settle, totalOf, underWay } from './checkout.js';
import { element, icon, replace } from './dom.js';
import { filterSheet, menu } from './menu.js';
import { choice, orderWords, pickupFault, pickupField } from './pickup.js';
import { cancelOrder, readOrder, readProducts, readShop, readTimes, Refused } from './shop.js';
import { basket, language, lastOrder, pickup, whenChangedElsewhere } from './store.js';
import {
    chosenLanguage,
    languageNow,
    moment,
    money,
    say,
    speak,
    speakLikely,
    time,
    useShop,
    wishedLanguages,
} from './words.js';

const freshMs = 10_000;
const slowMs = 60_000; // for what changes a few times a day
const dayMs = 86_400_000;
const at = (id) => document.getElementById(id);
const wide = matchMedia('(min-width: 900px)');

const state = {
    shop: null,
    products: [],
    view: 'menu', // basket, filter, order
    faults: {},
    sending: false,
    words: '', // what is to be told once
    away: false,
    times: null, // { now, days } for the goods in the basket, of pickup.js
    timesOf: '', // those goods
    timesAt: 0, // when that was read
    shopAt: 0,
    order: null, // { id, order, page, state, times, asked, stop }
};

// What is to be said for as long as it is so.
function standing() {
    if (!navigator.onLine) return say('offline');
    if (state.away) return say('shop_away');
    if (!isClosed() || state.view === 'order') return '';
    const { opens_at_utc: opens } = state.shop;
    return opens ? say('closed_until', { when: moment(opens) }) : say('closed_now');
}

const isClosed = () => state.shop?.has_hours === true && !state.shop.open_now;

function openWords({ has_hours: known, open_now: open, opens_at_utc: opens, closes_at_utc: closes }) {
    if (!known) return '';
    if (!open) return opens ? say('opens', { when: moment(opens) }) : say('closed');
    const soon = closes && new Date(closes) - Date.now() < dayMs;
    return soon ? say('open_until', { time: time(closes) }) : say('open');
}

function tell(words) {
    state.words = words;
    const shown = words || standing();
    replace(at('notice'), shown && element('p', { class: 'notice' }, icon('info'), shown));
}

function showTop() {
    const { shop } = state;
    document.title = shop.name;
    at('shop').textContent = shop.name;
    at('open').textContent = openWords(shop);
    at('skip').textContent = say('menu');
    replace(
        at('languages'),
        shop.languages
            .filter(({ code }) => code !== languageNow())
            .map(({ code, name }) =>
                element(
                    'button',
                    {
                        type: 'button',
                        lang: code,
                        'data-key': `language-${code}`,
                        onclick: () => change(code),
                    },
                    name,
                ),
            ),
    );
}

async function change(code) {
    await speak(code);
    language.write(code);
    showTop();
    show();
}

function changeBasket(id, pieces) {
    basket.set(id, pieces);
    tell('');
    show();
    freshTimes();
}

// What of the pick-up is drawn: nothing where the shop offers no times.
function pick() {
    if (!state.times) return null;
    return {
        times: state.times,
        closed: isClosed(),
        fault: state.faults.pick_time,
        changed: () => {
            delete state.faults.pick_time;
            drawPickup();
        },
    };
}

function drawPickup() {
    if (!at('pickup') || state.sending) {
        show();
        return;
    }
    replace(at('pickup'), pickupField(pick()));
    at('order-words').textContent = orderWords(state.times);
}

// Reads the times for the goods in the basket, where they are shown and not known or old.
async function freshTimes() {
    const ids = linesOf(state.products).map(({ product }) => product.id);
    const goods = ids.join(',');
    const shown = ids.length && (wide.matches || state.view === 'basket');
    const known = goods === state.timesOf && Date.now() - state.timesAt < slowMs;
    if (!shown || known || state.view === 'order') return;
    state.timesOf = goods;
    state.timesAt = Date.now();
    let times = null;
    try {
        times = await readTimes(ids);
    } catch (fault) {
        if (fault.code !== 'not_found') {
            state.timesAt = 0; // the next round asks again
            return;
        }
    }
    if (state.timesOf !== goods) return;
    if (!times) pickup.clear(); // this shop knows of no times
    const same = JSON.stringify(times) === JSON.stringify(state.times);
    state.times = times;
    if (!same) drawPickup();
}

function go(view) {
    state.view = view;
    tell(state.words);
    show();
    window.scrollTo(0, 0);
    freshTimes();
    const title = { basket: 'basket-title', filter: 'filter-title', order: 'order-title' }[view];
    (title ? at(title) : at('main'))?.focus();
}

function basketBar() {
    const count = basket.count();
    if (!count) return null;
    const total = totalOf(linesOf(state.products));
    return element(
        'div',
        { class: 'basketbar' },
        element(
            'button',
            { type: 'button', class: 'key pay', 'data-key': 'basket', onclick: () => go('basket') },
            icon('bag'),
            element('span', { class: 'grow' }, say('see_basket', { count })),
            element('span', {}, money(total)),
        ),
    );
}

function checkoutView() {
    return checkout({
        products: state.products,
        faults: state.faults,
        sending: state.sending,
        order,
        back: () => go('menu'),
        pick: pick(),
    });
}

function mainView() {
    if (state.view === 'filter') return filterSheet(state.products, show, () => go('menu'));
    if (state.view === 'basket' && !wide.matches) return checkoutView();
    return [menu({ ...state, change: changeBasket, openFilter: () => go('filter') }), basketBar()];
}

// Beside the goods where there is room for it, else in their place.
function show() {
    if (!state.shop) return;
    document.body.dataset.view = state.view;
    const order = state.view === 'order';
    replace(at('main'), order ? state.order.page?.status(state.order) : mainView());
    replace(
        at('side'),
        !order && wide.matches ? element('div', { class: 'panel' }, checkoutView()) : null,
    );
}

// What is still wrong, by field; where nothing is, the order is kept for sending.
function readyFaults() {
    const late = pickupFault(state.times);
    if (late) return { pick_time: late };
    const { later, at: when } = choice(state.times);
    pickup.write({ ...pickup.read(), later, at: when });
    return prepare(state.products);
}

function order() {
    if (state.sending || underWay()) return;
    if (!basket.count()) return show(); // another window has ordered it
    state.faults = readyFaults();
    const wrong = Object.keys(state.faults)[0];
    if (wrong) {
        show();
        at(`field-${wrong}`)?.focus();
        return;
    }
    send();
}

async function send() {
    state.sending = true;
    tell('');
    show();
    try {
        const placed = await settle((fault) =>
            tell(say(fault.status === 429 ? 'shop_busy' : 'asking')),
        );
        const id = placed?.order_id ?? lastOrder.read();
        pickup.clear();
        tell('');
        if (id) location.hash = `#/order/${id}`;
    } catch (fault) {
        const lesson = lessonOf(
            fault instanceof Refused ? fault : new Refused(0, 'unknown'),
            state.products,
        );
        state.faults = lesson.faults;
        Object.assign(state, { timesAt: 0, shopAt: 0 });
        await refresh();
        tell(lesson.words);
    } finally {
        state.sending = false;
        show();
    }
}

// Nobody needs it to choose goods, so the first view does not wait for it.
async function statusPage() {
    try {
        return await import('./status.js');
    } catch {
        throw new Refused(0, 'away');
    }
}

async function openOrder(id) {
    state.order?.stop?.();
    const opened = { id, order: null, state: 'confirmed', times: {}, asked: false };
    state.order = opened;
    const redraw = () => state.order === opened && state.view === 'order' && show();
    const ask = (asked) => () => {
        opened.asked = asked;
        redraw();
    };
    Object.assign(opened, {
        cancel: ask(true),
        keep: ask(false),
        again: () => (location.hash = ''),
        sure: async () => {
            try {
                await cancelOrder(id);
                opened.state = 'cancelled';
            } catch (fault) {
                tell(say(fault.passes ? 'shop_away' : 'too_late'));
            }
            opened.asked = false;
            redraw();
        },
    });
    try {
        [opened.order, opened.page] = await Promise.all([readOrder(id), statusPage()]);
    } catch (fault) {
        if (state.order !== opened) return;
        if (fault.passes) {
            tell(say('shop_away'));
            setTimeout(() => state.order === opened && openOrder(id), freshMs);
        } else {
            tell(say('no_order'));
            if (lastOrder.read() === id) lastOrder.write(null);
            location.hash = '';
        }
        return;
    }
    if (state.order !== opened) return;
    // Without staff an order is accepted as it arrives.
    opened.times.requested = opened.times.confirmed = opened.order.created_at_utc;
    opened.stop = opened.page.follow(id, readOrder, ({ state: step, at: when }) => {
        opened.state = step;
        if (when) opened.times[step] = when;
        redraw();
    });
    go('order');
}

function openAddress() {
    const id = /^#\/order\/(\d{1,16})$/.exec(location.hash)?.[1];
    if (id) {
        openOrder(Number(id));
        return;
    }
    state.order?.stop?.();
    state.order = null;
    go('menu');
}

async function freshShop() {
    if (Date.now() - state.shopAt < slowMs) return;
    state.shop = await readShop();
    state.shopAt = Date.now();
    showTop();
    tell(state.words);
}

async function refresh() {
    try {
        state.products = await readProducts();
        await freshShop();
        if (state.away) {
            state.away = false;
            tell(state.words);
        }
    } catch {
        if (!state.away) {
            state.away = true;
            tell(state.words);
        }
        return;
    }
    // Typing goes on undisturbed.
    const typing = document.activeElement?.form;
    if (state.view !== 'order' && !typing) show();
    await freshTimes();
}

async function keepFresh() {
    if (document.visibilityState === 'visible' && state.view !== 'order') await refresh();
    setTimeout(keepFresh, freshMs);
}

async function begin() {
    const goods = readProducts();
    goods.catch(() => {}); // looked at below
    for (;;) {
        try {
            const shop = await readShop();
            const offered = shop.languages.map(({ code }) => code);
            await speak(chosenLanguage(offered, wishedLanguages));
            Object.assign(state, { shop, shopAt: Date.now() });
            break;
        } catch {
            await speakLikely().then(
                () => tell(say('shop_away')),
                () => {}, // nothing can be said yet
            );
            await new Promise((done) => setTimeout(done, freshMs));
        }
    }
    state.words = '';
    useShop(state.shop);
    showTop();
    try {
        state.products = await goods;
    } catch {
        state.away = true;
    }
    window.addEventListener('hashchange', openAddress);
    document.addEventListener('visibilitychange', refresh);
    window.addEventListener('offline', () => tell(state.words));
    window.addEventListener('online', () => {
        tell(state.words);
        refresh();
    });
    whenChangedElsewhere(show);
    wide.addEventListener('change', show);
    openAddress();
    if (underWay()) send();
    setTimeout(keepFresh, freshMs);
}

begin();
