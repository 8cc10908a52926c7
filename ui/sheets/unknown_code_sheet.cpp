#include "unknown_code_sheet.h"

#include "counter.h"
#include "goods_feed.h"
#include "name_layout.h"
#include "row_list.h"
#include "text_field.h"
#include "text_label.h"
#include "when_done.h"
#include "words.h"
#include "words_fit.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int mostResults = 50;
}

UnknownCodeSheet::UnknownCodeSheet(const Theme &theme, Parts parts, QWidget *parent,
                                   MonotonicMs clock)
    : Sheet(theme, parent, std::move(clock))
    , m_parts(std::move(parts))
    , m_words(new TextLabel(theme, Style::Line, {}, this))
    , m_search(new TextField(theme, tr("Give it to a product"), TextField::LabelPlace::Above, this))
    , m_results(new RowList(theme, tr("Products found"), this))
    , m_openPrice(&addFootKey(tr("Open price"), u"edit"_s))
{
    setObjectName(u"unknownCodeSheet"_s);
    setTitle(tr("Unknown code"));
    setBackWords(tr("Ignore"));
    backKey().setObjectName(u"ignoreKey"_s);
    m_openPrice->setObjectName(u"openPriceKey"_s);
    build();
    hide();
    connect(m_search, &TextField::textEdited, this, &UnknownCodeSheet::search);
    connect(m_search, &TextField::accepted, this, [this] {
        if (!m_found.empty())
            assign(0);
    });
    connect(m_results, &RowList::taken, this, &UnknownCodeSheet::assign);
    connect(m_openPrice, &KeyButton::clicked, this, &UnknownCodeSheet::sellAtOpenPrice);
}

void UnknownCodeSheet::build()
{
    m_words->setObjectName(u"unknownCode"_s);
    m_words->setWordWrap(true);
    m_search->setObjectName(u"codeSearch"_s);
    m_search->setIconName(u"search"_s);
    m_results->setObjectName(u"codeResults"_s);
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addWidget(m_words);
    column->addWidget(m_search);
    column->addWidget(m_results, 1);
    setContent(content);
    const auto dress = [this, column] { column->setSpacing(theme().unit(3)); };
    connect(&theme(), &Theme::changed, this, dress);
    dress();
}

void UnknownCodeSheet::setFrame(const CounterFrame &frame)
{
    setPadding(frame.sheetPad);
}

void UnknownCodeSheet::setFigures(const Figures &figures)
{
    m_figures = figures;
}

bool UnknownCodeSheet::textFits() const
{
    return wordsFit(*this) && m_results->textFits();
}

void UnknownCodeSheet::show(const QString &code)
{
    m_code = code;
    m_words->setText(tr("Nothing has the code %1.").arg(code));
    m_search->setText({});
    m_search->setError({});
    m_openPrice->setVisible(openPriced() != nullptr);
    search();
    QWidget::show();
}

void UnknownCodeSheet::showEvent(QShowEvent *event)
{
    Sheet::showEvent(event);
    m_search->edit().setFocus(Qt::OtherFocusReason);
}

void UnknownCodeSheet::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down && m_search->edit().hasFocus())
        m_results->setFocus(Qt::OtherFocusReason);
    else
        Sheet::keyPressEvent(event);
}

const Product *UnknownCodeSheet::openPriced() const
{
    const Catalogue *catalogue = m_parts.goods.catalogue();
    if (!catalogue)
        return nullptr;
    const std::vector<Product> &products = catalogue->goods().products;
    const auto found = std::ranges::find_if(products, [](const Product &product) {
        return product.unit == SaleUnit::OpenPrice && product.available;
    });
    return found == products.end() ? nullptr : &*found;
}

void UnknownCodeSheet::search()
{
    m_search->setError({});
    m_found = m_search->text().trimmed().isEmpty()
        ? std::vector<qint64>()
        : m_parts.goods.index().search(m_search->text(), mostResults);
    std::erase_if(m_found, [this](qint64 id) { return !m_parts.goods.find(id); });
    std::vector<ListRow> rows;
    for (const qint64 id : m_found) {
        const Product &product = *m_parts.goods.find(id);
        rows.push_back(
            {.name = withoutSoftHyphens(product.name),
             .second = product.barcode.isEmpty() ? QString() : tr("Has %1").arg(product.barcode),
             .figure = m_figures.price(product)});
    }
    m_results->show(std::move(rows));
}

void UnknownCodeSheet::assign(int row)
{
    if (m_assigning)
        return;
    m_assigning = true;
    const qint64 product = m_found.at(size_t(row));
    whenDone(m_parts.setBarcode(product, m_code), this,
             [this, product](const Result<void> &outcome) { assignmentEnded(product, outcome); });
}

void UnknownCodeSheet::assignmentEnded(qint64 product, const Result<void> &outcome)
{
    m_assigning = false;
    if (outcome) {
        emit assigned(product);
        emit backAsked();
        return;
    }
    const Error &error = outcome.error();
    const Product *owner = error.product ? m_parts.goods.find(*error.product) : nullptr;
    if (error.code == Error::Code::Conflict && owner)
        m_search->setError(tr("%1 has this code already.").arg(withoutSoftHyphens(owner->name)));
    else
        m_search->setError(errorSentence(error));
}

void UnknownCodeSheet::sellAtOpenPrice()
{
    const Product *product = openPriced();
    if (!product)
        return;
    const qint64 id = product->id;
    emit backAsked();
    m_parts.counter.sell(id);
}
