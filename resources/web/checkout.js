// The basket: what is in it, who orders, and sending it exactly once.
import { element, icon } from './dom.js';
import { orderWords, pickupField } from './pickup.js';
import { Refused, sendOrder } from './shop.js';
import { basket, customer, lastOrder, pending, pickup } from './store.js';
import { minorOf, money, moment, plainMoney, say, sayAllergen } from './words.js';

const againMs = 4_000;

export function linesOf(products) {
    return Object.entries(basket.all())
        .map(([id, pieces]) => ({ product: products.find((p) => p.id === Number(id)), pieces }))
        .filter(({ product }) => product);
}

export const totalOf = (lines) =>
    lines.reduce((sum, { product, pieces }) => sum + minorOf(product.price) * pieces, 0);

// What the address looks like to the shop; it looks closer.
const looksLikeMail = (text) => /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(text);

function faultsOf(values) {
    const faults = {};
    if (!values.name.trim()) faults.name = say('need_name');
    if (!looksLikeMail(values.email.trim())) faults.email = say('need_email');
    if (values.phone.trim() && !/^\+?[\d ()/-]{3,40}$/.test(values.phone.trim()))
        faults.phone = say('bad_phone');
    return faults;
}

function field(name, type, attributes, fault) {
    const values = customer.read();
    const id = `field-${name}`;
    const optional = name === 'phone' || name === 'note';
    return element(
        'div',
        { class: fault ? 'field wrong' : 'field' },
        element(
            'label',
            { for: id },
            say(name),
            optional ? element('span', { class: 'second' }, ` ${say('optional')}`) : null,
        ),
        element('input', {
            id,
            name,
            type,
            value: values[name],
            'data-key': id,
            required: !optional,
            'aria-invalid': fault ? 'true' : null,
            'aria-describedby': fault ? `${id}-fault` : null,
            oninput: ({ target }) => {
                customer.write({ ...customer.read(), [name]: target.value });
                target.parentElement.classList.remove('wrong');
                target.removeAttribute('aria-invalid');
                target.parentElement.querySelector('.fault')?.remove();
            },
            ...attributes,
        }),
        fault ? element('p', { class: 'fault', id: `${id}-fault` }, icon('warning'), fault) : null,
    );
}

function allergenWords(lines) {
    const known = lines.flatMap(({ product }) => product.allergens ?? []);
    const list = [...new Set(known.map(sayAllergen))].join(', ');
    const unknown = lines.some(({ product }) => product.allergens === null);
    return [
        list ? element('p', { class: 'second' }, say('contains', { list })) : null,
        unknown ? element('p', { class: 'allergens unknown' }, say('contains_unknown')) : null,
    ];
}

export function lineRows(lines) {
    return element(
        'ul',
        { class: 'lines' },
        lines.map(([pieces, name, minor]) =>
            element(
                'li',
                {},
                element('b', {}, String(pieces)),
                element('span', {}, name),
                element('b', { class: 'sum' }, plainMoney(minor)),
            ),
        ),
    );
}

export function checkout({ products, faults, sending, order, back, pick }) {
    const lines = linesOf(products);
    const rows = lines.map(({ product, pieces }) => [
        pieces,
        product.name,
        minorOf(product.price) * pieces,
    ]);
    const title = element(
        'div',
        { class: 'row head' },
        element('h2', { id: 'basket-title', tabindex: '-1' }, say('your_basket')),
        element(
            'button',
            { type: 'button', class: 'key back', 'data-key': 'back', onclick: back },
            icon('back'),
            say('back'),
        ),
    );
    if (!lines.length) return [title, element('p', { class: 'second' }, say('empty_basket'))];
    return [
        title,
        lineRows(rows),
        ...allergenWords(lines),
        element(
            'form',
            {
                novalidate: true,
                onsubmit: (event) => {
                    event.preventDefault();
                    order();
                },
            },
            pick && element('fieldset', { id: 'pickup' }, pickupField(pick)),
            field('name', 'text', { autocomplete: 'name', maxlength: 100 }, faults.name),
            field('email', 'email', { autocomplete: 'email', maxlength: 254 }, faults.email),
            field('phone', 'tel', { autocomplete: 'tel', maxlength: 40 }, faults.phone),
            field('note', 'text', { maxlength: 500 }, faults.note),
            element(
                'div',
                { class: 'foot' },
                element(
                    'p',
                    { class: 'total' },
                    element('span', {}, say('total')),
                    element('b', {}, money(totalOf(lines))),
                ),
                element(
                    'button',
                    { class: 'key pay', 'data-key': 'order', 'aria-disabled': sending },
                    sending ? null : icon('check'),
                    element(
                        'span',
                        { id: 'order-words' },
                        sending ? say('one_moment') : orderWords(pick?.times ?? null),
                    ),
                ),
            ),
        ),
    ];
}

// Whether an order is on its way that this or another window has not heard of again.
export const underWay = () => pending.read() !== null;

// Checks what was typed and keeps the order for sending. Gives the faults by field.
export function prepare(products) {
    const values = customer.read();
    const faults = faultsOf(values);
    if (Object.keys(faults).length === 0)
        pending.write({
            key: basket.key(),
            body: JSON.stringify({
                customer_name: values.name.trim(),
                customer_email: values.email.trim(),
                customer_phone: values.phone.trim() || undefined,
                note: values.note.trim() || undefined,
                pickup_at: pickup.read().at ?? undefined,
                items: linesOf(products).map(({ product, pieces }) => ({
                    product_id: product.id,
                    quantity: pieces,
                })),
            }),
        });
    return faults;
}

let settling = null;

// Sends the kept order until it is known what became of it, however long that takes; @waiting is told
// why it takes long. Gives the placed order, or throws the Refused that ended it. One at a time.
export function settle(waiting) {
    settling ??= sendUntilKnown(waiting).finally(() => (settling = null));
    return settling;
}

// The basket became that order; one that was begun since has a key of its own and stays.
function settled(order) {
    if (basket.key() === order.key) basket.clear();
    if (pending.read()?.key === order.key) pending.clear();
}

async function sendUntilKnown(waiting) {
    for (;;) {
        const order = pending.read();
        if (!order) return null; // another window has settled it
        try {
            const placed = await sendOrder(order);
            if (pending.read()?.key === order.key) lastOrder.write(placed.order_id);
            settled(order);
            return placed;
        } catch (fault) {
            if (fault.code === 'key_reused') {
                settled(order); // another window has ordered this basket in other words
                return null;
            }
            if (!(fault instanceof Refused) || !fault.passes) {
                pending.clear();
                throw fault;
            }
            waiting(fault);
            await new Promise((done) => setTimeout(done, againMs));
        }
    }
}

function notPossible({ reason, earliest_utc: earliest }, name) {
    const key = { too_soon: 'time_too_soon', past_cutoff: 'time_past_cutoff' }[reason];
    const words = key ? say(name ? `${key}_of` : key, { name }) : say('time_gone');
    return earliest ? `${words} ${say('earliest', { when: moment(earliest) })}` : words;
}

// What is to be said of a refusal, after the basket was brought in line with it.
export function lessonOf(fault, products) {
    const id = fault.details.product_id;
    const name = products.find((product) => product.id === id)?.name ?? '';
    if (fault.code === 'insufficient_stock') {
        basket.set(id, fault.details.left);
        return { words: say('not_enough', { name, left: fault.details.left }), faults: {} };
    }
    if (fault.code === 'unknown_product') {
        basket.set(id, 0);
        return { words: say('gone', { name }), faults: {} };
    }
    if (fault.code === 'shop_closed') {
        const opens = fault.details.opens_at_utc;
        const words = opens ? say('closed_until', { when: moment(opens) }) : say('closed_now');
        return { words, faults: {} };
    }
    if (fault.code === 'pickup_not_possible')
        return { words: notPossible(fault.details, name), faults: { pick_time: say('time_gone') } };
    const place = { customer_name: 'name', customer_email: 'email', customer_phone: 'phone' };
    const about = place[fault.details.field] ?? fault.details.field;
    const words = { name: 'need_name', email: 'need_email', phone: 'bad_phone' }[about];
    return words
        ? { words: say('not_ordered', { reason: say(words) }), faults: { [about]: say(words) } }
        : { words: say('bad_order'), faults: {} };
}
