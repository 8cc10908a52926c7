// Words in the customer's language, and how it writes money and times.
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

export async function speak(language) {
    const answer = await fetch(`/web/words-${language}.json`);
    words = await answer.json();
    code = language;
    locale = navigator.languages.find((each) => each.startsWith(language)) ?? language;
    document.documentElement.lang = language;
}

export function useShop(shop) {
    currency = { code: shop.currency, decimals: shop.decimals };
    zone = shop.time_zone;
}

// say('left', { count: 3 }): a word may have forms by number, { "one": …, "other": … }.
export function say(key, values = {}) {
    let text = words[key] ?? key;
    if (typeof text === 'object')
        text = text[new Intl.PluralRules(code).select(values.count)] ?? text.other;
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// Allergens have names in the language where they are known; others stay as the shop wrote them.
export const sayAllergen = (name) => words.allergens?.[name.toLowerCase()] ?? name;

// Lists begin with a capital.
export const sentence = (text) => text.charAt(0).toLocaleUpperCase(code) + text.slice(1);

// Whole minor units, so that sums are exact.
export const minorOf = (price) => Math.round(price * 10 ** currency.decimals);
export function money(minor) {
    return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency: currency.code,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: currency.decimals,
        maximumFractionDigits: currency.decimals,
    }).format(minor / 10 ** currency.decimals);
}
export function plainMoney(minor) {
    return new Intl.NumberFormat(locale, {
        minimumFractionDigits: currency.decimals,
        maximumFractionDigits: currency.decimals,
    }).format(minor / 10 ** currency.decimals);
}

// The time of day in the shop.
export const time = (moment) =>
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: zone }).format(
        new Date(moment),
    );
