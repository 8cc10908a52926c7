#include "search_results.h"

#include "badge.h"
#include "category_key.h"
#include "face.h"
#include "goods_feed.h"
#include "goods_glyph.h"
#include "latency_meter.h"
#include "name_layout.h"
#include "text_label.h"

#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostResults = 50; // More is not looked at; another letter is quicker.

/// Paints one found product: glyph in its category's colour, name, where it belongs, price.
class ResultDelegate final : public QStyledItemDelegate
{
public:
    ResultDelegate(const Theme &theme, const ResultModel &model, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
        , m_model(model)
    {
    }

    void setRowHeight(int px) { m_rowHeight = px; }

    QSize sizeHint(const QStyleOptionViewItem & /*option*/,
                   const QModelIndex & /*index*/) const override
    {
        return {1, m_rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        const Product *product = m_model.goods().find(m_model.productAt(index));
        if (!product)
            return;
        painter->save();
        const bool marked = option.state.testFlag(QStyle::State_Selected);
        Face face = keyFace(m_theme);
        if (marked) {
            face.fill = m_theme.color(Role::AccentTint);
            face.border = m_theme.color(Role::Accent);
            face.borderWidth = 3;
        }
        const QRectF rect = QRectF(option.rect).adjusted(0, 0, 0, -m_theme.gap());
        paintFace(*painter, rect, face);
        paintProduct(*painter, rect, *product);
        painter->restore();
    }

private:
    void paintProduct(QPainter &painter, const QRectF &rect, const Product &product) const
    {
        const int pad = m_theme.unit(3);
        const QRectF inner = rect.adjusted(pad, 0, -pad, -m_theme.edge());
        const CategoryColour colour = colourOf(product);
        const int side = qRound(m_theme.px(6.6));
        painter.drawPixmap(QPointF(inner.left(), inner.top() + (inner.height() - side) / 2),
                           m_theme.icon(glyphOf(product.name, colour),
                                        m_theme.category(categoryKey(colour)).strong, side,
                                        painter.device()->devicePixelRatioF()));
        const QString price = m_model.figures().price(product);
        const QFont priceFont = m_theme.font(Style::LineSum, Weight::Black);
        painter.setFont(priceFont);
        painter.setPen(m_theme.color(Role::Ink));
        painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, price);
        const qreal right =
            inner.right() - QFontMetricsF(priceFont).horizontalAdvance(price) - 2 * pad;
        const QRectF words(inner.left() + side + pad, inner.top(),
                           right - inner.left() - side - pad, inner.height());
        paintWords(painter, words, product);
    }

    void paintWords(QPainter &painter, QRectF words, const Product &product) const
    {
        if (!product.available) {
            const Badge badge {
                BadgeKind::SoldOut, SearchResults::tr("Sold out"), BadgeIcon::Shown, {}};
            const QSizeF size = badgeSize(m_theme, badge);
            paintBadge(
                painter, m_theme,
                {QPointF(words.right() - size.width(), words.center().y() - size.height() / 2),
                 size},
                badge);
            words.setRight(words.right() - size.width() - m_theme.gap());
        }
        const NameLayout name = layOutName(withoutSoftHyphens(product.name),
                                           m_theme.font(Style::Line, Weight::Bold), words.width());
        const QString second =
            product.plu.isEmpty() ? product.category : product.category + u" · "_s + product.plu;
        const QFontMetricsF small(m_theme.font(Style::Caption));
        const qreal high = name.height() + small.height();
        const qreal top = words.top() + (words.height() - high) / 2;
        painter.setPen(m_theme.color(Role::Ink));
        name.paint(painter, {words.left(), top, words.width(), name.height()});
        painter.setFont(m_theme.font(Style::Caption));
        painter.setPen(m_theme.color(Role::Ink2));
        painter.drawText(QRectF(words.left(), top + name.height(), words.width(), small.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, second);
    }

    CategoryColour colourOf(const Product &product) const
    {
        const auto &categories = m_model.goods().catalogue()->goods().categories;
        const auto found = std::ranges::find(categories, product.category, &Category::name);
        return found == categories.end() ? guessedColour(product.category, 0) : found->colour;
    }

    const Theme &m_theme;
    const ResultModel &m_model;
    int m_rowHeight = 60;
};

} // namespace

/// The list; tells the meter when the results of a key are on the screen. Part of SearchResults.
class SearchResults::List final : public QListView
{
public:
    List(LatencyMeter &meter, QWidget *parent)
        : QListView(parent)
        , m_meter(meter)
    {
    }
    QElapsedTimer since; ///< Valid while results wait for their paint.

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QListView::paintEvent(event);
        if (!since.isValid())
            return;
        m_meter.add(LatencyMeter::Span::Search, std::chrono::nanoseconds(since.nsecsElapsed()));
        since.invalidate();
    }

private:
    LatencyMeter &m_meter;
};

SearchResults::SearchResults(const Theme &theme, const GoodsFeed &goods, LatencyMeter &meter,
                             QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_model(new ResultModel(goods, this))
    , m_list(new List(meter, this))
    , m_head(new TextLabel(theme, Style::Body, {}, this))
{
    setObjectName(u"searchResults"_s);
    setAttribute(Qt::WA_OpaquePaintEvent);
    m_head->setLook(Style::Body, Weight::Bold);
    m_head->setRole(Role::Ink2);
    m_list->setObjectName(u"resultList"_s);
    m_list->setAccessibleName(tr("Found goods"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ResultDelegate(theme, *m_model, this));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setFocusPolicy(Qt::NoFocus); // The search keeps the keys.
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &row) {
        if (const qint64 product = m_model->productAt(row))
            emit chosen(product);
    });
    connect(&theme, &Theme::changed, this, &SearchResults::place);
}

SearchResults::~SearchResults() = default;

void SearchResults::setFigures(const Figures &figures)
{
    m_model->setFigures(figures);
}

void SearchResults::setRowHeight(int px)
{
    static_cast<ResultDelegate *>(m_list->itemDelegate())->setRowHeight(px + m_theme.gap());
    m_list->doItemsLayout();
}

void SearchResults::search(const QString &text)
{
    m_list->since.start();
    std::vector<qint64> found = m_model->goods().index().search(text, mostResults);
    const bool nothing = found.empty();
    m_model->show(std::move(found));
    m_head->setText(nothing ? tr("Nothing found for “%1”").arg(text)
                            : tr("Enter sells the first one"));
    m_list->setCurrentIndex(m_model->index(0));
    m_list->viewport()->update();
}

void SearchResults::move(int by)
{
    const int row =
        std::clamp(m_list->currentIndex().row() + by, 0, std::max(0, m_model->rowCount() - 1));
    m_list->setCurrentIndex(m_model->index(row));
}

void SearchResults::sellMarked()
{
    if (const qint64 product = m_model->productAt(m_list->currentIndex()))
        emit chosen(product);
}

int SearchResults::count() const
{
    return m_model->rowCount();
}

void SearchResults::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void SearchResults::place()
{
    const int pad = m_theme.unit(5);
    const int head = m_head->sizeHint().height() + m_theme.unit(2);
    m_head->setGeometry(pad, m_theme.unit(3), width() - 2 * pad, head);
    const int top = m_theme.unit(4) + head;
    m_list->setGeometry(pad, top, width() - 2 * pad, height() - top);
}

void SearchResults::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Role::Bg));
}

ResultModel::ResultModel(const GoodsFeed &goods, QObject *parent)
    : QAbstractListModel(parent)
    , m_goods(goods)
{
}

void ResultModel::show(std::vector<qint64> products)
{
    beginResetModel();
    m_products = std::move(products);
    endResetModel();
}

qint64 ResultModel::productAt(const QModelIndex &index) const
{
    const bool known = index.isValid() && size_t(index.row()) < m_products.size();
    return known ? m_products[size_t(index.row())] : 0;
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_products.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    const Product *product = m_goods.find(productAt(index));
    if (!product)
        return {};
    if (role == Qt::DisplayRole)
        return product->name;
    if (role == Qt::AccessibleTextRole)
        return product->name + u", "_s + m_figures.price(*product);
    return {};
}
