// When an order is picked up: as soon as possible, or on a day at a time that the shop offers.
import { element, icon } from './dom.js';
import { pickup } from './store.js';
import { dayWords, say, sentence, wallMoment, wallTime } from './words.js';

// @times is what the shop offers for the goods in the basket, { now, days }; null while nobody knows.
const slotsOf = (times) => times?.days.flatMap(({ times: slots }) => slots) ?? [];

export const isOffered = (times, at) => slotsOf(times).some((slot) => slot.at === at);

// What is chosen: { later, at }; at is null where a time has still to be chosen, and lost says that
// the one chosen is not to be had any more.
export function choice(times) {
    const kept = pickup.read();
    if (!times) return { later: kept.later, at: kept.later ? kept.at : null, lost: false };
    const later = kept.later || !times.now;
    const held = later && isOffered(times, kept.at);
    return { later, at: held ? kept.at : null, lost: later && Boolean(kept.at) && !held };
}

export function pickupFault(times) {
    const { later, at, lost } = choice(times);
    if (!later || at) return null;
    return say(lost ? 'time_gone' : 'need_time');
}

// The words on the key that orders.
export function orderWords(times) {
    const { at } = choice(times);
    return at ? say('order_for', { when: wallMoment(at) }) : say('order_now');
}

function half(name, text, { checked, disabled }, chosen) {
    return element(
        'label',
        {},
        element('input', {
            type: 'radio',
            name: 'pickup',
            value: name,
            id: `pickup-${name}`,
            'data-key': `pickup-${name}`,
            checked,
            disabled,
            onchange: chosen,
        }),
        element('span', {}, text),
    );
}

function select(name, options, value, chosen, fault) {
    const id = `field-${name}`;
    const made = element(
        'select',
        {
            id,
            'data-key': id,
            'aria-invalid': fault ? 'true' : null,
            'aria-describedby': fault ? 'pickup-fault' : null,
            onchange: ({ target }) => chosen(target.value),
        },
        options.map(([key, text]) => element('option', { value: key }, text)),
    );
    made.value = value;
    return element(
        'div',
        { class: fault ? 'field wrong' : 'field' },
        element('label', { for: id }, say(name)),
        made,
    );
}

// The hour that comes twice in the night when clocks go back is told apart by its offset.
function timeOptions(slots) {
    const texts = slots.map(({ at }) => wallTime(at));
    return slots.map(({ at }, place) => {
        const twice = texts.filter((text) => text === texts[place]).length > 1;
        return [at, twice ? `${texts[place]} (UTC${at.slice(19)})` : texts[place]];
    });
}

function dayAndTime(times, { at, day }, fault, changed) {
    const shown =
        times.days.find(({ times: slots }) => slots.some((slot) => slot.at === at)) ??
        times.days.find(({ date }) => date === day) ??
        times.days[0];
    const take = (value) => {
        pickup.write({ later: true, at: value || null, day: shown.date });
        changed();
    };
    const open = (date) => {
        pickup.write({ later: true, at: null, day: date });
        changed();
    };
    const days = times.days.map(({ date }) => [date, dayWords(date)]);
    const slots = timeOptions(shown.times);
    return element(
        'div',
        { class: 'pair' },
        select('pick_day', days, shown.date, open, null),
        select('pick_time', [['', say('choose_time')], ...slots], at ?? '', take, fault),
    );
}

function hint(times, closed) {
    if (!times || times.now) return null;
    if (!times.days.length) return say('no_times');
    return say(closed ? 'closed_now_hint' : 'not_now');
}

// The part of the form; @changed is called after a choice.
export function pickupField({ times, closed, fault, changed }) {
    const { later, at, lost } = choice(times);
    const none = times && !times.days.length;
    const words = fault ?? (lost ? say('time_gone') : null);
    const why = hint(times, closed);
    const choose = (value) => () => {
        pickup.write({ ...pickup.read(), later: value });
        changed();
    };
    const soon = { checked: !later, disabled: times !== null && !times.now };
    const then = { checked: later && !none, disabled: !times || none };
    return [
        element('legend', {}, say('pick_up')),
        element(
            'div',
            { class: 'segment' },
            half('soon', say('soon'), soon, choose(false)),
            half('later', at ? sentence(wallMoment(at)) : say('at_a_time'), then, choose(true)),
        ),
        why && element('p', { class: 'second' }, why),
        later && times && !none
            ? dayAndTime(times, { at, day: pickup.read().day }, words, changed)
            : null,
        words
            ? element('p', { class: 'fault', id: 'pickup-fault' }, icon('warning'), words)
            : null,
    ];
}
