#include "bad_request_table.h"

#include "raw_client.h"

#include <QFile>
#include <QHash>

#include <utility>

namespace {

const QByteArray goodItem = R"({"product_id":1,"quantity":1})";
constexpr auto goodType = "Content-Type: application/json\r\n";

QByteArray order(const QByteArray &name, const QByteArray &email, const QByteArray &items)
{
    return R"({"customer_name":)" + name + R"(,"customer_email":)" + email + R"(,"items":)" + items
        + '}';
}

QByteArray named(const QByteArray &macro)
{
    if (macro == "host")
        return "Host: localhost\r\n";
    if (macro == "json")
        return goodType;
    if (macro == "item")
        return goodItem;
    if (macro == "order")
        return orderOfTheCorpus();
    if (macro == "end")
        return "Content-Length: " + QByteArray::number(orderOfTheCorpus().size()) + "\r\n\r\n"
            + orderOfTheCorpus();
    qFatal("the corpus knows no <%s>", macro.constData());
}

/// Reads the escape at @p at, which stands on the tilde, and moves on to its last letter.
char escaped(const QByteArray &text, qsizetype &at)
{
    static const QHash<char, char> letters {
        {'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'0', '\0'}, {'~', '~'}};
    const char letter = text.at(++at);
    if (letter != 'x') {
        if (!letters.contains(letter))
            qFatal("the corpus knows no ~%c", letter);
        return letters.value(letter);
    }
    at += 2;
    return static_cast<char>(text.mid(at - 1, 2).toInt(nullptr, 16));
}

/// Where the bracket closes that opens at @p open.
qsizetype closing(const QByteArray &text, qsizetype open)
{
    int depth = 0;
    for (qsizetype i = open; i < text.size(); ++i) {
        depth += text.at(i) == '<' ? 1 : 0;
        depth -= text.at(i) == '>' ? 1 : 0;
        if (depth == 0)
            return i;
    }
    qFatal("the corpus has an open bracket: %s", text.constData());
}

QByteArray expanded(const QByteArray &text) // NOLINT(misc-no-recursion): as deep as a line nests
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '~') {
            bytes += escaped(text, i);
        } else if (text.at(i) == '<') {
            const qsizetype end = closing(text, i);
            const QByteArray inside = text.sliced(i + 1, end - i - 1);
            const qsizetype star = inside.indexOf('*');
            bool counted = false;
            const int times = inside.first(std::max<qsizetype>(star, 0)).toInt(&counted);
            bytes += counted ? expanded(inside.sliced(star + 1)).repeated(times) : named(inside);
            i = end;
        } else {
            bytes += text.at(i);
        }
    }
    return bytes;
}

QByteArray orderRequest(const QByteArray &body, const QByteArray &headers = goodType)
{
    return postRequest("/api/orders", body, headers);
}

/// Where partners find what is public at @p path.
QByteArray partner(const QByteArray &path)
{
    return QByteArray(path).replace("/api/", "/api/partner/");
}

/// The whole request around the @p text of a line.
QByteArray requestOf(const QByteArray &section, const QByteArray &text, const QByteArray &orderPath,
                     const QByteArray &key)
{
    const QByteArray person = personOfTheCorpus().first();
    const QByteArray name = '"' + person + '"';
    const QByteArray email = '"' + personOfTheCorpus().last() + '"';
    const QByteArray bytes = expanded(text);
    const QHash<QByteArray, QByteArray> requests {
        {"request", bytes},
        {"path", getRequest(bytes)},
        {"type", orderRequest(orderOfTheCorpus(), bytes)},
        {"key",
         orderRequest(orderOfTheCorpus(), goodType + ("Idempotency-Key: " + bytes + "\r\n"))},
        {"body", orderRequest(bytes)},
        {"name", orderRequest(order(bytes, email, '[' + goodItem + ']'))},
        {"email", orderRequest(order(name, bytes, '[' + goodItem + ']'))},
        {"items", orderRequest(order(name, email, bytes))},
        {"quantity",
         orderRequest(order(name, email, R"([{"product_id":1,"quantity":)" + bytes + "}]"))},
        {"product",
         orderRequest(order(name, email, R"([{"quantity":1,"product_id":)" + bytes + "}]"))},
        {"cancel",
         postRequest(orderPath + "/cancel", expanded(text.mid(text.indexOf('|') + 1)),
                     expanded(text.left(text.indexOf('|'))))},
        {"query", getRequest("/api/partner/orders?" + bytes, key)},
        {"advance", postRequest(partner(orderPath) + "/advance", bytes, goodType + key)},
        {"amount", postRequest("/api/partner/products/6/stock", bytes, goodType + key)},
        {"change", patchRequest("/api/partner/products/1", bytes, goodType + key)}};
    if (!requests.contains(section))
        qFatal("the corpus knows no section %s", section.constData());
    return requests.value(section);
}

QList<int> statusesOf(const QByteArray &text)
{
    QList<int> statuses;
    for (const QByteArray &word : text.split('/'))
        statuses.append(word == "close" ? 0 : word.toInt());
    return statuses;
}

}

QByteArray patchRequest(const QByteArray &path, const QByteArray &body, const QByteArray &headers)
{
    return postRequest(path, body, headers).replace(0, qsizetype(sizeof "POST") - 1, "PATCH");
}

QByteArrayList personOfTheCorpus()
{
    return {"Ottilie Marzipan", "ottilie.marzipan@example.com"};
}

QByteArray orderOfTheCorpus()
{
    return order('"' + personOfTheCorpus().first() + '"', '"' + personOfTheCorpus().last() + '"',
                 '[' + goodItem + ']');
}

std::vector<BadRequest> badRequests(const QByteArray &orderPath, const QByteArray &key)
{
    QFile file(QStringLiteral(BAKEHOUSE_CORPUS));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no corpus: %s", qPrintable(file.fileName()));
    std::vector<BadRequest> requests;
    QByteArray section;
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        if (line.startsWith('[')) {
            section = line.sliced(1, line.indexOf(']') - 1);
            continue;
        }
        const qsizetype first = line.indexOf(" | ");
        const qsizetype second = line.indexOf(" |", first + 3);
        if (first < 0 || second < 0)
            qFatal("the corpus has a line without its parts: %s", line.constData());
        requests.push_back({.name = section + ": " + line.sliced(first + 3, second - first - 3),
                            .bytes = requestOf(section, line.mid(second + 3), orderPath, key),
                            .statuses = statusesOf(line.first(first))});
    }
    return requests;
}
