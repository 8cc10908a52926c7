// Words in the customer's language, and how it writes money and times.
import { language } from './store.js';

let words = {};
let code = 'en';
let locale = 'en'; // with the region, which decides how times are written
let currency = { code: 'EUR', decimals: 2 };
let zone;

export const languageNow = () => code;

// The first of @wished that the shop has, else English.
export function chosenLanguage(offered, wished) {
    for (const one of wished.filter(Boolean)) {
        const found = offered.find((each) => each === one.toLowerCase().split('-')[0]);
        if (found) return found;
    }
    return 'en';
}

const asked = new Map(); // words by language, as they come

async function readWords(wanted) {
    const answer = await fetch(`/web/words-${wanted}.json`);
    if (!answer.ok) throw new Error(`no words of ${wanted}`);
    return answer.json();
}

// The languages that the customer would have, the best first.
export const wishedLanguages = [language.read(), ...navigator.languages].filter(Boolean);

// The words that are likely to be wanted are asked for before it is known which languages there are.
const likely = wishedLanguages[0]?.toLowerCase().split('-')[0];
if (/^[a-z]{2,3}$/.test(likely)) asked.set(likely, readWords(likely).catch(() => null));

// Speaks without knowing the shop, as well as it goes.
export const speakLikely = () => speak(likely).catch(() => speak('en'));

export async function speak(wanted) {
    words = (await asked.get(wanted)) ?? (await readWords(wanted));
    code = wanted;
    locale = navigator.languages.find((each) => each.startsWith(wanted)) ?? wanted;
    document.documentElement.lang = wanted;
}

export function useShop(shop) {
    currency = { code: shop.currency, decimals: shop.decimals };
    zone = isZone(shop.time_zone) ? shop.time_zone : undefined;
}

// A browser may be older than a zone; its own clock is then the best guess.
function isZone(name) {
    try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
    } catch {
        return false;
    }
}

// say('left', { count: 3 }): a word may have forms by number, { "one": …, "other": … }.
export function say(key, values = {}) {
    let text = words[key] ?? key;
    if (typeof text === 'object')
        text = text[form(Intl.PluralRules, code, {}).select(values.count)] ?? text.other ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// Allergens have names in the language where they are known; others stay as the shop wrote them.
export const sayAllergen = (name) => words.allergens?.[name.toLowerCase()] ?? name;

// Lists begin with a capital.
export const sentence = (text) => text.charAt(0).toLocaleUpperCase(code) + text.slice(1);

const forms = new Map(); // how things are written; making one takes long

function form(Kind, language, options) {
    const key = JSON.stringify([Kind.name, language, options]);
    if (!forms.has(key)) forms.set(key, new Kind(language, options));
    return forms.get(key);
}

// Whole minor units, so that sums are exact.
export const minorOf = (price) => Math.round(price * 10 ** currency.decimals);

function amount(minor, options) {
    const { decimals } = currency;
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return form(Intl.NumberFormat, locale, { ...digits, ...options }).format(minor / 10 ** decimals);
}
export const plainMoney = (minor) => amount(minor, {});
export const money = (minor) =>
    amount(minor, {
        style: 'currency',
        currency: currency.code,
        currencyDisplay: 'narrowSymbol',
    });

const timeIn = (timeZone, moment) =>
    form(Intl.DateTimeFormat, locale, { timeStyle: 'short', timeZone }).format(new Date(moment));

// The time of day in the shop.
export const time = (moment) => timeIn(zone, moment);

// The day in the shop, "2026-11-27".
const dateOf = (moment) =>
    form(Intl.DateTimeFormat, 'en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
    }).format(new Date(moment));

function tomorrow() {
    const day = new Date(`${dateOf(Date.now())}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + 1);
    return day.toISOString().slice(0, 10);
}

const dayName = (date) =>
    form(Intl.DateTimeFormat, locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
    }).format(new Date(`${date}T12:00:00Z`));

// "Today", "Tomorrow" or "Friday 27 November" of a day in the shop.
export function dayWords(date) {
    if (date === dateOf(Date.now())) return say('today');
    return date === tomorrow() ? say('tomorrow') : dayName(date);
}

function momentWords(date, timeWords) {
    if (date === dateOf(Date.now())) return say('today_at', { time: timeWords });
    if (date === tomorrow()) return say('tomorrow_at', { time: timeWords });
    return say('day_at', { day: dayName(date), time: timeWords });
}

// "today at 10:15" of a moment.
export const moment = (utc) => momentWords(dateOf(utc), time(utc));

// The same of what the shop's clock shows, "2026-11-27T07:15:00+01:00": its figures count, whatever
// the browser knows of the zone.
export const wallTime = (at) => timeIn('UTC', `${at.slice(0, 19)}Z`);
export const wallMoment = (at) => momentWords(at.slice(0, 10), wallTime(at));
