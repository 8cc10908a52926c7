#include "load_plan.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

std::vector<qint64> numbersIn(const QString &text)
{
    std::vector<qint64> numbers;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts))
        numbers.push_back(part.toLongLong());
    return numbers;
}

/// Where each number of the command line goes.
struct NumberWord {
    QStringView name;
    int LoadPlan::*field;
};

constexpr std::array numberWords {
    NumberWord {u"clients", &LoadPlan::clients},
    NumberWord {u"seconds", &LoadPlan::seconds},
    NumberWord {u"read", &LoadPlan::readPercent},
    NumberWord {u"status", &LoadPlan::statusPercent},
    NumberWord {u"lines", &LoadPlan::lines},
    NumberWord {u"refused", &LoadPlan::refusedPercent},
};

/// Where each list of ids goes.
struct ListWord {
    QStringView name;
    std::vector<qint64> LoadPlan::*field;
};

constexpr std::array listWords {
    ListWord {u"products", &LoadPlan::products},
    ListWord {u"sold-out", &LoadPlan::soldOut},
    ListWord {u"orders", &LoadPlan::orders},
};

/// True when @p name is one of the few words that are neither a number nor a list.
bool readOther(LoadPlan &plan, const QString &name, const QString &value)
{
    if (name == "host"_L1)
        plan.host = value.toLatin1();
    else if (name == "port"_L1)
        plan.port = quint16(value.toUInt());
    else if (name == "path"_L1)
        plan.path = value.toLatin1();
    else if (name == "seed"_L1)
        plan.seed = value.toUInt();
    else if (name == "hot"_L1)
        plan.hot = value.toLongLong();
    else if (name == "ids"_L1)
        plan.idsFile = value;
    else
        return false;
    return true;
}

} // namespace

QString readWord(LoadPlan &plan, const QString &word)
{
    const QString name = word.section(u'=', 0, 0);
    const QString value = word.section(u'=', 1);
    const auto number = std::ranges::find(numberWords, QStringView(name), &NumberWord::name);
    if (number != numberWords.end()) {
        plan.*number->field = value.toInt();
        return {};
    }
    const auto list = std::ranges::find(listWords, QStringView(name), &ListWord::name);
    if (list != listWords.end()) {
        plan.*list->field = numbersIn(value);
        return {};
    }
    return readOther(plan, name, value) ? QString() : u"what is \"%1\"?"_s.arg(word);
}

QString faultOf(const LoadPlan &plan)
{
    const int orderPercent = 100 - plan.readPercent - plan.statusPercent;
    if (plan.port == 0 || plan.clients < 1 || plan.seconds < 1 || plan.lines < 1)
        return u"port, clients, seconds and lines have to be said"_s;
    if (orderPercent < 0)
        return u"read and status are more than a hundred together"_s;
    if (orderPercent > 0 && plan.products.size() < size_t(plan.lines))
        return u"there are not as many products as lines in an order"_s;
    if (plan.statusPercent > 0 && plan.orders.empty())
        return u"there are no orders to look up"_s;
    if (plan.refusedPercent > 0 && plan.soldOut.empty())
        return u"there is no good that is sold out"_s;
    return {};
}

LoadRequests::LoadRequests(const LoadPlan &plan)
    : m_plan(plan)
    , m_random(plan.seed)
    , m_read(head("GET", "/api/products") + "\r\n")
{
}

QByteArray LoadRequests::head(const char *method, const QByteArray &path) const
{
    return method + (' ' + m_plan.path + path) + " HTTP/1.1\r\nHost: " + m_plan.host + ':'
        + QByteArray::number(m_plan.port) + "\r\n";
}

LoadKind LoadRequests::pick()
{
    const int draw = int(m_random.bounded(100U));
    if (draw < m_plan.readPercent)
        return LoadKind::Read;
    return draw < m_plan.readPercent + m_plan.statusPercent ? LoadKind::Status : LoadKind::Order;
}

const QByteArray &LoadRequests::request(LoadKind kind)
{
    switch (kind) {
    case LoadKind::Read:
        return m_read;
    case LoadKind::Status:
        m_made = head("GET", "/api/orders/" + QByteArray::number(one(m_plan.orders))) + "\r\n";
        return m_made;
    case LoadKind::Order:
        break;
    }
    return orderRequest();
}

const QByteArray &LoadRequests::orderRequest()
{
    QByteArray body =
        R"({"customer_name":"Zoe Baker","customer_email":"zoe@example.com","items":[)";
    for (const qint64 product : goodsOfOrder())
        body += R"({"product_id":)" + QByteArray::number(product) + R"(,"quantity":1},)";
    body.chop(1);
    body += "]}";
    m_made = head("POST", "/api/orders") + "Content-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return m_made;
}

qint64 LoadRequests::one(const std::vector<qint64> &list)
{
    return list[m_random.bounded(quint32(list.size()))];
}

std::vector<qint64> LoadRequests::goodsOfOrder()
{
    std::vector<qint64> goods;
    if (m_plan.hot != 0)
        goods.push_back(m_plan.hot);
    if (m_plan.refusedPercent > 0 && int(m_random.bounded(100U)) < m_plan.refusedPercent)
        goods.push_back(one(m_plan.soldOut));
    while (goods.size() < size_t(m_plan.lines)) {
        const qint64 good = one(m_plan.products);
        if (std::ranges::find(goods, good) == goods.end())
            goods.push_back(good);
    }
    return goods;
}
