// The customers' page: shows the menu, the basket or an order, whichever the address names.
import { checkout, lessonOf, linesOf, prepare, settle, totalOf, underWay } from './checkout.js';
import { element, icon, replace } from './dom.js';
import { filterSheet, menu } from './menu.js';
import { cancelOrder, readOrder, readProducts, readShop, Refused } from './shop.js';
import { follow, status } from './status.js';
import { basket, language, lastOrder, whenChangedElsewhere } from './store.js';
import { chosenLanguage, languageNow, money, say, speak, useShop } from './words.js';

const freshMs = 10_000;
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
    order: null, // { id, order, state, times, asked, stop }
};

function tell(words) {
    state.words = words;
    const shown = words || (state.away ? say('shop_away') : '');
    replace(at('notice'), shown && element('p', { class: 'notice' }, icon('info'), shown));
}

function showTop() {
    const { shop } = state;
    document.title = shop.name;
    at('shop').textContent = shop.name;
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
}

function go(view) {
    state.view = view;
    show();
    window.scrollTo(0, 0);
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
    replace(at('main'), order ? state.order.order && status(state.order) : mainView());
    replace(at('side'), !order && wide.matches ? checkoutView() : null);
}

function order() {
    if (state.sending || underWay()) return;
    if (!basket.count()) return show(); // another window has ordered it
    state.faults = prepare(state.products);
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
        tell('');
        if (id) location.hash = `#/order/${id}`;
    } catch (fault) {
        const lesson = lessonOf(
            fault instanceof Refused ? fault : new Refused(0, 'unknown'),
            state.products,
        );
        state.faults = lesson.faults;
        await refresh();
        tell(lesson.words);
    } finally {
        state.sending = false;
        show();
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
        opened.order = await readOrder(id);
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
    opened.stop = follow(id, readOrder, ({ state: step, at: when }) => {
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

async function refresh() {
    try {
        state.products = await readProducts();
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
}

async function keepFresh() {
    if (document.visibilityState === 'visible' && state.view !== 'order') await refresh();
    setTimeout(keepFresh, freshMs);
}

async function begin() {
    const goods = readProducts();
    for (;;) {
        try {
            state.shop = await readShop();
            break;
        } catch {
            await new Promise((done) => setTimeout(done, freshMs));
        }
    }
    const offered = state.shop.languages.map(({ code }) => code);
    await speak(chosenLanguage(offered, [language.read(), ...navigator.languages]));
    useShop(state.shop);
    showTop();
    try {
        state.products = await goods;
    } catch {
        state.away = true;
        tell('');
    }
    window.addEventListener('hashchange', openAddress);
    document.addEventListener('visibilitychange', refresh);
    whenChangedElsewhere(show);
    wide.addEventListener('change', show);
    openAddress();
    if (underWay()) send();
    setTimeout(keepFresh, freshMs);
}

begin();
