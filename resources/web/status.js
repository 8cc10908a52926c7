// One order and how far it is: by events, or by asking where they do not come through.
import { lineRows } from './checkout.js';
import { element, icon } from './dom.js';
import { minorOf, money, moment, say, time } from './words.js';

const askMs = 5_000;
const steps = ['requested', 'confirmed', 'in_production', 'ready'];
const wordOf = {
    requested: 'sent',
    confirmed: 'accepted',
    in_production: 'making',
    ready: 'ready',
};
const iconOf = { requested: 'check', confirmed: 'check', in_production: 'loaf', ready: 'bag' };
const stateOf = { pending: 'confirmed', processing: 'in_production', completed: 'ready' };

const isOver = (state) => ['collected', 'cancelled', 'no_show'].includes(state);

// Calls @told with { state, at } for each step until @stop() is called. An order that has come to its
// end tells so once more and no further.
export function follow(id, readOrder, told) {
    let timer;
    const source = new EventSource(`/api/orders/${id}/events`);
    const poll = async () => {
        try {
            const { status } = await readOrder(id);
            told({ state: status === 'cancelled' ? 'cancelled' : stateOf[status] });
        } catch {
            // The next round asks again.
        }
        timer = setTimeout(poll, askMs);
    };
    source.addEventListener('status', (event) => {
        clearTimeout(timer);
        const { state, changed_at_utc: at } = JSON.parse(event.data);
        told({ state, at });
    });
    source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return; // it comes back by itself
        clearTimeout(timer);
        timer = setTimeout(poll, askMs);
    });
    return () => {
        clearTimeout(timer);
        source.close();
    };
}

// Where an order for later stands: it is accepted, and nothing happens until its time comes.
const isWaiting = (order, step) => step === 'confirmed' && Boolean(order.pickup_at_utc);

function stepRow(order, step, place, current, times) {
    const last = step === 'ready';
    const now = place === current && !last && !isWaiting(order, step);
    const kind = place > current ? 'later' : now ? 'now' : 'done';
    const due = last && kind === 'later' ? order.pickup_at_utc : null;
    const when = due ? moment(due) : times[step] ? time(times[step]) : '';
    return element(
        'li',
        { class: `stage ${kind}`, 'aria-current': place === current ? 'step' : null },
        element('i', {}, icon(kind === 'done' && !last ? 'check' : iconOf[step])),
        element('span', {}, say(wordOf[step])),
        element('span', { class: 'when' }, kind === 'now' ? say('now') : when),
    );
}

export function status({ order, state, times, asked, cancel, sure, keep, again }) {
    const current = steps.indexOf(state);
    const may = state === 'requested' || state === 'confirmed';
    const ended =
        isOver(state) &&
        element(
            'p',
            { class: 'ended' },
            icon(state === 'collected' ? 'check' : 'cross'),
            say(state),
        );
    const cancelling = asked
        ? [
              element(
                  'button',
                  { type: 'button', class: 'key danger', 'data-key': 'sure', onclick: sure },
                  say('cancel_sure'),
              ),
              element(
                  'button',
                  { type: 'button', class: 'key', 'data-key': 'keep', onclick: keep },
                  say('cancel_keep'),
              ),
          ]
        : element(
              'button',
              { type: 'button', class: 'key', 'data-key': 'cancel', onclick: cancel },
              say('cancel'),
          );
    return [
        element('h2', { id: 'order-title', tabindex: '-1', class: 'unseen' }, say('your_order')),
        element(
            'p',
            { class: 'code' },
            element('span', {}, say('say_code')),
            element('b', {}, order.pickup_code),
            order.pickup_at_utc &&
                element('span', {}, say('pick_up_when', { when: moment(order.pickup_at_utc) })),
            element('span', {}, order.customer_name),
        ),
        ended ||
            element(
                'ol',
                { class: 'stages' },
                steps.map((step, place) => stepRow(order, step, place, current, times)),
            ),
        element(
            'div',
            { class: 'slip' },
            lineRows(
                order.items.map((item) => [
                    item.quantity,
                    item.product_name,
                    minorOf(item.total_price),
                ]),
            ),
            element(
                'p',
                { class: 'total' },
                element('span', {}, say('pay_in_shop')),
                element('b', {}, money(minorOf(order.total))),
            ),
        ),
        may ? element('div', { class: 'row' }, cancelling) : null,
        element(
            'p',
            { class: 'second' },
            isOver(state) || may ? say('keeps_fresh') : say('too_late'),
        ),
        element(
            'button',
            { type: 'button', class: 'key', 'data-key': 'again', onclick: again },
            say('new_order'),
        ),
    ];
}
