// The goods: by category, with what is left of them and what is in them.
import { element, icon } from './dom.js';
import { basket, filter } from './store.js';
import { minorOf, money, say, sayAllergen, sentence, wallTime } from './words.js';

const fewLeft = 5;

// False only where it is recorded that the product is free of them; unknown is never free.
export const contains = (product, allergens) =>
    product.allergens !== null &&
    product.allergens.some((each) => allergens.includes(each.toLowerCase()));

export const isSoldOut = (product) => !product.available || product.stock < 1;

export const allergensOf = (products) =>
    [
        ...new Set(
            products.flatMap(({ allergens }) => allergens ?? []).map((a) => a.toLowerCase()),
        ),
    ].sort((a, b) => sayAllergen(a).localeCompare(sayAllergen(b)));

function allergenLine(product) {
    if (product.allergens === null)
        return element('p', { class: 'allergens unknown' }, say('allergens_unknown'));
    const list = product.allergens.map(sayAllergen).join(', ');
    return element('p', { class: 'allergens' }, sentence(list) || say('allergens_none'));
}

function stepper(product, change) {
    const pieces = basket.of(product.id);
    const key = (name, step, label, filled) =>
        element(
            'button',
            {
                type: 'button',
                class: filled ? 'step filled' : 'step',
                'data-key': `${name}-${product.id}`,
                'aria-label': say(label, { name: product.name }),
                disabled: step > 0 && pieces >= product.stock,
                onclick: () => change(product.id, pieces + step),
            },
            icon(name),
        );
    if (pieces === 0) return element('div', { class: 'steps' }, key('plus', 1, 'add', false));
    return element(
        'div',
        { class: 'steps' },
        key('minus', -1, 'less', false),
        element('output', { 'aria-label': `${pieces} ${product.name}` }, String(pieces)),
        key('plus', 1, 'more', true),
    );
}

function badge(product) {
    if (isSoldOut(product)) return element('span', { class: 'badge out' }, say('sold_out'));
    if (product.stock <= fewLeft)
        return element('span', { class: 'badge low' }, say('left', { count: product.stock }));
    return null;
}

// The shop's picture, else a drawing; also where the picture does not come.
function picture(product, shop) {
    const drawn = () => icon(shop.icons[product.id] ?? 'loaf');
    const frame = element('div', { class: 'picture' });
    const photo =
        product.picture &&
        element('img', {
            src: product.picture,
            alt: '', // the name stands beside it
            width: 92,
            height: 92,
            loading: 'lazy',
            decoding: 'async',
            onerror: () => frame.replaceChildren(drawn()),
        });
    frame.append(photo || drawn());
    return frame;
}

// How long before its pick-up it has to be ordered.
function aheadWords({ lead_minutes: lead, cutoff }) {
    const all = [];
    if (lead) {
        const hours = lead >= 120 && lead % 60 === 0;
        all.push(say(hours ? 'lead_hours' : 'lead', { count: hours ? lead / 60 : lead }));
    }
    if (cutoff) all.push(say('cutoff', { time: wallTime(`2000-01-01T${cutoff}:00`) }));
    return all;
}

function card(product, shop, change) {
    const out = isSoldOut(product);
    return element(
        'li',
        { class: out ? 'card soldout' : 'card' },
        picture(product, shop),
        element(
            'div',
            { class: 'what' },
            element('h3', {}, product.name),
            element(
                'p',
                { class: 'price' },
                element('span', {}, money(minorOf(product.price))),
                badge(product),
            ),
            product.description && element('p', { class: 'about' }, product.description),
            aheadWords(product).map((words) => element('p', { class: 'ahead' }, words)),
            allergenLine(product),
        ),
        out && basket.of(product.id) === 0 ? null : stepper(product, change),
    );
}

// The categories in the shop's order, each with its colour and what it shows.
export function sections(shop, products) {
    const known = shop.categories.map(({ name }) => name);
    const others = products.filter(({ category }) => !known.includes(category));
    const all = shop.categories.map((category) => ({
        ...category,
        title: category.name,
        products: products.filter((product) => product.category === category.name),
    }));
    if (others.length)
        all.push({ title: say('other_goods'), colour: 'shop', icon: 'jar', products: others });
    return all.filter(({ products: shown }) => shown.length);
}

function chips(all, open) {
    return element(
        'nav',
        { class: 'chips', 'aria-label': say('categories') },
        all.map((section, place) =>
            element(
                'button',
                {
                    type: 'button',
                    class: `chip ${section.colour}`,
                    'data-key': `chip-${place}`,
                    onclick: () => open(place),
                },
                icon(section.icon),
                section.title,
            ),
        ),
    );
}

function filterKey(openFilter) {
    const without = filter.read();
    const list = without.map(sayAllergen).join(', ');
    return element(
        'button',
        { type: 'button', class: 'chip filter', 'data-key': 'filter', onclick: openFilter },
        icon('nut'),
        without.length ? say('without_some', { list }) : say('without'),
    );
}

// What may be hidden: one box an allergen.
export function filterSheet(products, changed, close) {
    const box = (allergen) => {
        const toggle = (event) => {
            const rest = filter.read().filter((each) => each !== allergen);
            filter.write(event.target.checked ? [...rest, allergen] : rest);
            changed();
        };
        return element(
            'label',
            { class: 'tick' },
            element('input', {
                type: 'checkbox',
                checked: filter.read().includes(allergen),
                'data-key': `without-${allergen}`,
                onchange: toggle,
            }),
            sayAllergen(allergen),
        );
    };
    return element(
        'section',
        { class: 'sheet', 'aria-labelledby': 'filter-title' },
        element('h2', { id: 'filter-title', tabindex: '-1' }, say('without_title')),
        element('p', { class: 'second' }, say('without_help')),
        element('div', { class: 'ticks' }, allergensOf(products).map(box)),
        element('button', { type: 'button', class: 'key accent', onclick: close }, say('done')),
    );
}

export function menu({ shop, products, change, openFilter }) {
    const without = filter.read();
    const shown = products.filter((product) => !contains(product, without));
    const all = sections(shop, shown);
    const open = (place) =>
        document.getElementById(`section-${place}`)?.scrollIntoView({ block: 'start' });
    const hidden = products.length - shown.length;
    return [
        element('div', { class: 'bar' }, chips(all, open)),
        element(
            'div',
            { class: 'row' },
            filterKey(openFilter),
            hidden > 0 && element('p', { class: 'second' }, say('hidden_goods', { count: hidden })),
        ),
        all.map((section, place) =>
            element(
                'section',
                {
                    class: `goods ${section.colour}`,
                    id: `section-${place}`,
                    'aria-labelledby': `title-${place}`,
                },
                element('h2', { id: `title-${place}` }, section.title),
                element(
                    'ul',
                    { class: 'cards' },
                    section.products.map((product) => card(product, shop, change)),
                ),
            ),
        ),
    ];
}
