#include "refund_reasons.h"

#include "face.h"
#include "segment.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int columns = 2;
}

RefundReasons::RefundReasons(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] {
        updateGeometry();
        place();
    });
}

void RefundReasons::setReasons(const QStringList &reasons)
{
    qDeleteAll(m_words);
    m_words.clear();
    for (const QString &reason : reasons) {
        auto *word = new SegmentWord(m_theme, reason, {}, this);
        const int index = int(m_words.size());
        word->setObjectName(u"reasonKey%1"_s.arg(index + 1));
        connect(word, &SegmentWord::clicked, this, [this, index] { emit chosen(index); });
        m_words << word;
        word->show();
    }
    place();
}

int RefundReasons::chosenReason() const
{
    const auto found =
        std::ranges::find_if(m_words, [](const SegmentWord *word) { return word->isChecked(); });
    return found == m_words.end() ? -1 : int(found - m_words.begin());
}

bool RefundReasons::textFits() const
{
    return std::ranges::all_of(m_words, [](const SegmentWord *word) { return word->textFits(); });
}

QSize RefundReasons::sizeHint() const
{
    return {m_theme.unit(60), rows() * m_theme.unit(16) + 2 * (m_theme.line() + 1)};
}

void RefundReasons::place()
{
    const int inset = m_theme.line() + 1;
    const QRect inner = rect().adjusted(inset, inset, -inset, -inset);
    for (int i = 0; i < int(m_words.size()); ++i) {
        const int left = inner.width() * (i % columns) / columns;
        const int right = inner.width() * (i % columns + 1) / columns;
        const int top = inner.height() * (i / columns) / rows();
        const int bottom = inner.height() * (i / columns + 1) / rows();
        m_words.at(i)->setGeometry(inner.x() + left, inner.y() + top, right - left, bottom - top);
    }
}

void RefundReasons::resizeEvent(QResizeEvent * /*event*/)
{
    place();
}

void RefundReasons::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    paintFace(painter, rect(),
              {.fill = m_theme.color(Role::Sunk),
               .border = m_theme.color(Role::Line),
               .borderWidth = qreal(m_theme.line()),
               .radius = qreal(m_theme.radius())});
}
